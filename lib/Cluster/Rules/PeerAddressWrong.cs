using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Cluster;

/// <summary>
/// A host sends packets for a peer's lease to an address that isn't that peer's. Either the peer's address changed and its flanneld wasn't
/// restarted, or the entry is left from a host that had the lease before. A peer behind address translation doesn't know its outer address.
/// So a mismatch is reported only if the address belongs to another given host, or lies in the peer's own subnet.
/// </summary>
internal sealed class PeerAddressWrong : SolutionClusterRule
{
    protected override string Solution => SolutionIds.Flannel;

    protected override IEnumerable<ClusterFinding> Find(IReadOnlyList<HostDigest> hosts)
    {
        var leases = hosts
            .SelectMany(host => host.Flannel!.Leases, (host, lease) => (Host: host, Lease: lease))
            .ToLookup(one => one.Lease.Prefix);
        var given = new HashSet<string>(hosts.SelectMany(host => host.Addresses));
        return from host in hosts
            from peer in host.Flannel!.Peers
            where peer.Destination is not null
            let holders = leases[peer.End].ToList()
            where holders.Count == 1 && !ReferenceEquals(holders[0].Host, host) && !holders[0].Host.Has(peer.Destination)
            where given.Contains(peer.Destination!) || IsNear(peer.Destination!, holders[0].Host)
            select Found(host, holders[0].Host, peer);
    }

    private static bool IsNear(string address, HostDigest other) =>
        Subnet.Parse(address) is { } there && other.Subnets.Any(subnet => subnet.Contains(there));

    private static ClusterFinding Found(HostDigest host, HostDigest other, FlannelPeerDigest peer) =>
        new(
            new()
            {
                Severity = Severity.Error,
                Subject = new(SubjectKind.Peer, peer.Destination!),
                Message =
                    $"Packets from {host.Host} to containers on {other.Host} go to another host: {host.Host} sends the lease of "
                    + $"{peer.End} to {peer.Destination}, "
                    + $"which isn't an address of {other.Host}.",
                Repair =
                    $"Restart flanneld on {other.Host}, so that it announces its address "
                    + $"({ShellText.Words(", ", other.Addresses.Take(3))}); with --iface if it has several links.",
                Evidence =
                [
                    On(
                        host,
                        peer.MacAddress is null ? "ip route" : $"bridge fdb show dev {peer.Link}",
                        $"{peer.MacAddress ?? peer.End} to {peer.Destination}"
                    ),
                    On(other, "ip addr", string.Join(", ", other.Addresses.Take(6))),
                ],
            },
            [host.Host, other.Host]
        );
}
