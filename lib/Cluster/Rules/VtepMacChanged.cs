using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>
/// A host has a wrong MAC address for a peer's end of the tunnel, so the peer's kernel drops its packets. From 242 on, systemd changes the
/// address after flanneld has created the link and announced it. flannel#1155, #1795.
/// </summary>
internal sealed class VtepMacChanged : SolutionClusterRule
{
    protected override string Solution => SolutionIds.Flannel;

    protected override IEnumerable<ClusterFinding> Find(IReadOnlyList<HostDigest> hosts)
    {
        var ends = hosts
            .SelectMany(host => host.Flannel!.Ends, (host, end) => (Host: host, End: end))
            .Where(one => one.End.Address is not null)
            .ToLookup(one => one.End.Address!);
        return from host in hosts
            from peer in host.Flannel!.Peers
            where peer.MacAddress is not null
            from other in ends[peer.End]
            where !ReferenceEquals(other.Host, host) && other.End.MacAddress is not null && other.End.MacAddress != peer.MacAddress
            where peer.Destination is null || other.Host.Has(peer.Destination)
            select Found(host, other.Host, peer, other.End);
    }

    private static ClusterFinding Found(HostDigest host, HostDigest other, FlannelPeerDigest peer, FlannelEnd end) =>
        new(
            new()
            {
                Severity = Severity.Error,
                Subject = new(SubjectKind.Peer, peer.Destination ?? peer.End),
                Message =
                    $"Packets from {host.Host} to containers on {other.Host} are dropped there: {host.Host} sends them to "
                    + $"{peer.MacAddress}, "
                    + $"but {other.Host}'s {end.Link} has {end.MacAddress}.",
                Repair = $"On {other.Host}, {Findings.VtepMacChanged.Repair}",
                Evidence =
                [
                    On(host, $"ip neigh show dev {peer.Link}", $"{peer.End} lladdr {peer.MacAddress}"),
                    On(other, $"ip link show {end.Link}", $"{end.MacAddress}, {end.Address}"),
                ],
            },
            [host.Host, other.Host]
        );
}
