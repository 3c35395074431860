using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>
/// The hosts of one swarm have engines of different versions. That works during an upgrade, except for encrypted networks between engines
/// 28 and 29, which set IPsec up differently. moby#51798, #51672.
/// </summary>
internal sealed class EnginesDiffer : SolutionClusterRule
{
    protected override string Solution => SolutionIds.DockerOverlay;

    protected override IEnumerable<ClusterFinding> Find(IReadOnlyList<HostDigest> hosts)
    {
        var kinds = hosts.Where(host => host.EngineVersion is not null).GroupBy(host => host.EngineVersion!).ToList();
        if (kinds.Count < 2)
        {
            yield break;
        }

        var words = string.Join("; ", kinds.Select(kind => $"{kind.Key} on {TruncatedList.Join(kind.Select(host => host.Host))}"));
        var cut = Cut(hosts);
        yield return new ClusterFinding(
            new()
            {
                Severity = cut is null ? Severity.Information : Severity.Error,
                Subject = cut is null ? new(SubjectKind.Agent, "docker") : new(SubjectKind.Network, cut),
                Message = cut is null
                    ? $"The hosts' engines are of different versions: {words}."
                    : $"Network {cut} carries nothing between engines 28 and 29, which encrypt differently: {words}.",
                Repair = $"Bring all engines to one version.",
                Evidence = [.. kinds.Select(kind => On(kind.First(), "docker version", kind.Key))],
            },
            [.. kinds.SelectMany(kind => kind).Select(host => host.Host)]
        );
    }

    /// <summary>The name of an encrypted network with containers both on an engine 28 and on an engine 29; null if there is none.</summary>
    private static string? Cut(IReadOnlyList<HostDigest> hosts) =>
        (
            from host in hosts
            where Major(host) is 28 or 29
            from network in host.Overlay!.Networks
            where network is { Encrypted: true, Ingress: false } && network.Endpoints.Count > 0
            group host by (network.Id, network.Name) into users
            where users.Any(host => Major(host) == 28) && users.Any(host => Major(host) == 29)
            select users.Key.Name
        ).FirstOrDefault();

    private static int Major(HostDigest host) => int.TryParse(host.EngineVersion?.Split('.')[0], out var major) ? major : 0;
}
