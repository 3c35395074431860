using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Probes to containers on another host got no answer, and nothing else crossed to that host on the same network. If another finding
/// explains the loss, the two become one; otherwise the cause isn't on this host, or wasn't seen. Nothing is reported if profiles or
/// policies decide which containers may communicate, because silence may then be intended.
/// </summary>
internal sealed class ProbedLoss : SolutionFindingRule
{
    private static readonly ProbeCheck[] s_checks = [ProbeCheck.ApplicationIsolation, ProbeCheck.PartialConnectivity];

    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint) =>
        from record in LostPackets.Find(host, footprint.Solution)
        where s_checks.Contains(record.Check) && !record.IsBetweenNetworks()
        where footprint.Isolation?.Schema is not (IsolationSchema.Profile or IsolationSchema.NetworkPolicy)
        group record by record.To!.Host into records
        select Describe(footprint, records.Key, [.. records]);

    private static Finding Describe(Footprint footprint, string peer, IReadOnlyList<ProbeRecord> records)
    {
        var networks = records.Select(record => record.To!.Network?.Name).OfType<string>().Distinct().ToList();
        var on = networks.Count == 0 ? footprint.Solution : $"{footprint.Solution} (network {string.Join(", ", networks)})";
        var far = records.Select(record => record.To!.Container).OfType<string>().Distinct().ToList();
        return Found(
            records.Count > 1 ? Severity.Error : Severity.Warning,
            new(SubjectKind.Peer, peer),
            $"Containers here don't reach containers on {peer} over {on}: {Probes(records.Count)} got no answer, of "
                + $"{TruncatedList.Join(records.Select(ProbeWording.Pair).Distinct())}. Nothing that was seen on this host "
                + "explains it.",
            $"tcpdump -ni any host {peer} # on both hosts, while the probes run: shows where the packets end; or "
                + $"record both hosts (collect.sh) and run Get-OverlayFinding -Path here.tar.gz, there.tar.gz",
            [.. records.Take(6).Select(ProbeWording.Evidence)]
        ) with
        {
            Basis = Basis.Probed,
            Scope = new()
            {
                Peers = [peer],
                Networks = networks,
                Containers = [.. records.Select(record => record.From.Container).OfType<string>().Concat(far).Distinct()],
                Protocols = [IPProtocol.Icmp],
            },
        };
    }

    private static string Probes(int count) => count == 1 ? "1 probe" : $"{count} probes";
}
