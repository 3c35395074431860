using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>Observes one aspect of a solution. One file each; found by its type, so that a new file is all a new aspect needs.</summary>
internal interface IAspectObserver
{
    /// <summary>The aspect's id, as editions spell it: "NetworkModel".</summary>
    string Aspect { get; }

    /// <summary>What was seen of it. Pure.</summary>
    Observation Observe(HostSnapshot host, Footprint footprint);
}
