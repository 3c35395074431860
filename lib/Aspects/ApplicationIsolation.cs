using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>What keeps containers apart: a profile's rules, the subnet, membership of a network, or nothing.</summary>
internal sealed class ApplicationIsolation : IAspectObserver
{
    public string Aspect => "ApplicationIsolation";

    public Observation Observe(HostSnapshot host, Footprint footprint) => footprint.Isolation switch
    {
        null => Observation.NotSeen("neither rules nor routes that separate containers were seen", "run as root on the host; packets settle it"),
        { Schema: null } unclear => Observation.NotSeen(unclear.Reason ?? unclear.Words, "packets between containers of two networks or subnets settle it", [.. unclear.Evidence]) with { Words = unclear.Words },
        var isolation => new Observation
        {
            Values = [isolation.Schema!],
            Words = $"{isolation.Schema}: {isolation.Words}",
            Basis = isolation.Basis,
            Evidence = isolation.Evidence,
        },
    };
}
