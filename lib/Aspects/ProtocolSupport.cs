using NetAudit.Audit;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>Which protocols pass, as far as live rules say: an accepting rule that names no protocol lets all pass.</summary>
internal sealed class ProtocolSupport : IAspectObserver
{
    public string Aspect => "ProtocolSupport";

    public Observation Observe(HostSnapshot host, Footprint footprint) => footprint.Protocols switch
    {
        null => Observation.NotSeen("the firewall's rules were not seen", "run as root on the host; packets of each protocol settle it"),
        { Protocols.Count: 0 } unclear => Observation.NotSeen(unclear.Reason ?? unclear.Words, "packets of each protocol settle it", [.. unclear.Evidence]) with { Words = unclear.Words },
        var rules => new Observation
        {
            Values = rules.Protocols,
            Words = $"{string.Join(", ", rules.Protocols)}: {rules.Words}",
            Basis = Basis.Observed,
            Evidence = rules.Evidence,
            Reason = "from the rules; packets were not sent",
        },
    };
}
