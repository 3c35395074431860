using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>
/// Hosts of one Flannel network have different backends. flanneld ignores leases of other backends than its own ("ignoring non-vxlan
/// subnet"). Hosts of different backends then don't reach each other.
/// </summary>
internal sealed class BackendsDiffer : SolutionClusterRule
{
    protected override string Solution => SolutionIds.Flannel;

    protected override IEnumerable<ClusterFinding> Find(IReadOnlyList<HostDigest> hosts)
    {
        var kinds = hosts.Where(host => host.Flannel!.Backend is not null).GroupBy(host => host.Flannel!.Backend!).ToList();
        if (kinds.Count < 2)
        {
            yield break;
        }

        var words = string.Join("; ", kinds.Select(kind => $"{kind.Key} on {TruncatedList.Join(kind.Select(host => host.Host))}"));
        yield return new ClusterFinding(
            new()
            {
                Severity = Severity.Error,
                Subject = new(SubjectKind.Host, TruncatedList.Join(kinds.SelectMany(kind => kind).Select(host => host.Host))),
                Message =
                    "Containers on these hosts don't reach each other, because flanneld ignores leases of other backends than "
                    + $"its own: {words}.",
                Repair =
                    $"Set one Backend.Type in the network's configuration in the store, and restart flanneld on all hosts, one "
                    + $"after the other.",
                Evidence = [.. kinds.Select(kind => On(kind.First(), "ip -d link; ip route", $"backend {kind.Key}"))],
            },
            [.. kinds.SelectMany(kind => kind).Select(host => host.Host)]
        );
    }
}
