using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Findings;

/// <summary>Finds probes of containers on another host whose packets were lost, and matches them with findings.</summary>
internal static class LostPackets
{
    /// <summary>
    /// Returns a solution's probes that got no answer or were refused, if nothing crossed to the same host on the same network.
    /// </summary>
    public static IReadOnlyList<ProbeRecord> Find(HostSnapshot host, string solution)
    {
        var records = host.Probes.OrNone().Where(record => record.Solution == solution && IsToOtherHost(record)).ToList();
        var crossed = new HashSet<(string?, string?)>(records.Where(HasCrossed).Select(KeyOf));
        return
        [
            .. records.Where(record => record.Outcome is ProbeOutcome.Silent or ProbeOutcome.Refused && !crossed.Contains(KeyOf(record))),
        ];
    }

    /// <summary>Whether a finding's scope covers a lost probe. An empty list covers all; a scope of large packets covers none.</summary>
    public static bool IsIn(FindingScope scope, ProbeRecord record) =>
        !scope.IsOfLargePackets
        && IsIn(scope.Peers, record.To!.Host)
        && IsIn(scope.Networks, record.From.Network?.Name, record.To.Network?.Name)
        && IsIn(scope.Containers, record.From.Container, record.To.Container)
        && (scope.Protocols.Count == 0 || record.Packets.Any(packet => scope.Protocols.Contains(packet.Protocol.ToIPProtocol())));

    private static bool IsIn(IReadOnlyList<string> known, params string?[] names) =>
        known.Count == 0 || names.Any(name => name is not null && known.Contains(name));

    /// <summary>
    /// Whether a probe (not of the path MTU) is to an endpoint on another host. The other host itself is reached by the underlay, which
    /// shows nothing of a solution.
    /// </summary>
    private static bool IsToOtherHost(ProbeRecord record) =>
        record.To is { IsRemote: true, Host: not null, Kind: not ProbePeerKind.OtherHost } && record.Check != ProbeCheck.PathMtu;

    private static bool HasCrossed(ProbeRecord record) =>
        record.Outcome == ProbeOutcome.Reached || record.Packets.Any(packet => packet.Reply?.IsOfTarget(record.To!.Address) == true);

    private static (string?, string?) KeyOf(ProbeRecord record) => (record.To!.Host, record.To.Network?.Name);
}
