using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Probes show that a path loses packets of the vNIC's size, although small ones cross, such as a connection's first. A path that carries
/// them in fragments loses nothing. If the path answers with ICMP "fragmentation needed", senders learn the size, so it isn't reported.
/// </summary>
internal sealed class PathCarriesLess : SolutionFindingRule
{
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint) =>
        from record in host.ProbesOf(ProbeCheck.PathMtu, footprint.Solution)
        where record.Outcome == ProbeOutcome.Reached
        let size = record.Finding as PathMtu
        where size is { TooLarge: not null, Crosses: > 0, IsTold: not true, CrossesInFragments: false }
        group record by (size.Crosses!.Value, record.From.Network?.Name) into records
        select Describe(host, footprint, records.Key.Value, [.. records]);

    private static Finding Describe(HostSnapshot host, Footprint footprint, int crosses, IReadOnlyList<ProbeRecord> records) =>
        Found(
            Severity.Error,
            new(SubjectKind.Host, host.Host),
            $"Packets of more than {crosses} bytes are lost between "
                + $"{TruncatedList.Join(records.Select(ProbeWording.Pair))}, whole or in fragments, and no ICMP message "
                + "reports it, though the vNIC's MTU allows them.",
            $"{MtuRepair.Lower(host, footprint, records[0].From.Network?.Name, crosses)}. Or let ICMP \"fragmentation "
                + $"needed\", fragments and large packets pass between the hosts.",
            [.. records.Take(3).Select(ProbeWording.Evidence)]
        ) with
        {
            Scope = new()
            {
                Networks = [.. records.Select(record => record.From.Network?.Name).OfType<string>().Distinct()],
                Peers = [.. records.Select(record => record.To?.Host).OfType<string>().Distinct()],
                IsOfLargePackets = true,
            },
        };
}
