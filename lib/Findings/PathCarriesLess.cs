using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A path that carries less than a vNIC's MTU, as packets showed: large ones are lost, while small ones (a connection's first) cross.
/// </summary>
internal sealed class PathCarriesLess : SolutionFindingRule
{
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint) =>
        from record in host.ProbesOf(ProbeCheck.PathMtu, footprint.Solution)
        let crosses = record is { Outcome: ProbeOutcome.Reached, Finding: PathMtu { TooLarge: not null, Crosses: { } size } } ? size : 0
        where crosses > 0
        group record by crosses into records
        select Found(
            Severity.Error,
            new(SubjectKind.Host, host.Host),
            $"Packets of more than {records.Key} bytes don't cross between {TruncatedList.Join(records.Select(ProbeWording.Pair))}, though "
                + $"the vNIC's MTU lets them out.",
            $"set the network's MTU to {records.Key} (--opt com.docker.network.driver.mtu, or dockerd --mtu), "
                + "or let ICMP \"fragmentation needed\" and large packets through between the hosts.",
            [.. records.Take(3).Select(ProbeWording.Evidence)]
        );
}
