using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>
/// Hosts of one Flannel network send with different VNIs or to different UDP ports. The kernel drops frames whose VNI has no link, and
/// answers a port without a link with ICMP port unreachable.
/// </summary>
internal sealed class VxlanSettingsDiffer : SolutionClusterRule
{
    protected override string Solution => SolutionIds.Flannel;

    protected override IEnumerable<ClusterFinding> Find(IReadOnlyList<HostDigest> hosts)
    {
        // Several ends belong to several networks, or to IPv6 besides IPv4. Which ends belong together isn't known.
        var ends = hosts.Where(host => host.Flannel!.Ends.Count == 1).Select(host => (Host: host, End: host.Flannel!.Ends[0])).ToList();
        var kinds = ends.GroupBy(one => (one.End.Vni, one.End.Port)).ToList();
        if (kinds.Count < 2)
        {
            yield break;
        }

        var words = string.Join(
            "; ",
            kinds.Select(kind => $"VNI {kind.Key.Vni}, UDP {kind.Key.Port} on {TruncatedList.Join(kind.Select(one => one.Host.Host))}")
        );
        yield return new ClusterFinding(
            new()
            {
                Severity = Severity.Error,
                Subject = new(SubjectKind.Link, kinds[0].First().End.Link),
                Message = $"Containers on these hosts don't reach each other, because their VXLAN links differ: {words}.",
                Repair =
                    $"Set one VNI and Port under Backend in the network's configuration in the store, delete the links (ip "
                    + $"link del flannel.N) and restart flanneld.",
                Evidence = [.. kinds.Select(kind => kind.First()).Select(one => Shown(one.Host, one.End))],
            },
            [.. ends.Select(one => one.Host.Host)]
        );
    }

    private static Evidence Shown(HostDigest host, FlannelEnd end) =>
        On(host, $"ip -d link show {end.Link}", $"vxlan id {end.Vni} dstport {end.Port}");
}
