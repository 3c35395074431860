using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>Observes one aspect of a solution. Observers are found by their type, so a new aspect needs only a new file.</summary>
internal interface IAspectObserver
{
    /// <summary>The aspect's id, as editions spell it: "NetworkModel".</summary>
    string Aspect { get; }

    /// <summary>What was seen of the aspect. Pure.</summary>
    Observation Observe(HostSnapshot host, Footprint footprint);
}
