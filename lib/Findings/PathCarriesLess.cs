using NetAudit.Aspects;
using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A path that carries less than a vNIC's MTU, as packets showed: large ones are lost, while small ones (a connection's first) cross.</summary>
internal sealed class PathCarriesLess : SolutionFindingRule
{
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint) =>
        from record in ProbeEvaluation.Of(host, footprint, "PathMtu")
        where record.Outcome == ProbeOutcome.Reached && record.Answer.Contains("doesn't cross")
        group record by record.Value into records
        select Found(
            Severity.Error,
            new(SubjectKind.Host, host.Host),
            $"Packets of more than {records.Key} bytes don't cross between {TruncatedList.Join(records.Select(ProbeEvaluation.Pair))}, though the vNIC's MTU lets them out.",
            $"set the network's MTU to {records.Key} (--opt com.docker.network.driver.mtu, or dockerd --mtu), or let ICMP \"fragmentation needed\" and large packets through between the hosts.",
            [.. records.Take(3).Select(ProbeEvaluation.Evidence)]);
}
