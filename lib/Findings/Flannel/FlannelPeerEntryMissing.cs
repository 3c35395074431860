using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A route leads to a peer's lease through Flannel's VXLAN link, but the kernel lacks the peer's neighbor or forwarding entry. The link
/// doesn't learn addresses (nolearning), and ARP gets no answer on it. So packets to the peer are dropped silently.
/// </summary>
internal sealed class FlannelPeerEntryMissing : FlannelFindingRule
{
    private const string AnyMac = "00:00:00:00:00:00";

    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint, FlannelState flannel)
    {
        if (host.HostNamespace is not { Neighbors: not null, Forwarding: not null })
        {
            return [];
        }

        return flannel
            .Peers.Where(peer => peer.Route is not null && peer.Forwarding is null && !HasElseWhere(host, peer))
            .Where(peer => VtepMacChanged.OtherEntry(host, flannel, peer) is null)
            .Select(Finding);
    }

    /// <summary>Whether the link finds the host without an entry of its own: by learning, or by a default destination.</summary>
    private static bool HasElseWhere(HostSnapshot host, FlannelPeer peer) =>
        peer.Link.Vxlan is { Learning: true } or { Remote: not null }
        || FlannelPeer.Entries(host, peer.Link).Any(entry => entry.MacAddress == AnyMac);

    private static Finding Finding(FlannelPeer peer)
    {
        var lacking = peer.Neighbor is null
            ? $"no neighbour entry for {peer.End}"
            : $"no forwarding entry for {peer.Neighbor.MacAddress}, the MAC address of {peer.End}";
        return new Finding
        {
            Severity = Severity.Error,
            Subject = new(SubjectKind.Peer, peer.End),
            Message =
                $"Packets to {peer.Route!.Destination} are dropped at {peer.Link.Name}: it has a route there, but {lacking}, and "
                + "the link doesn't learn.",
            Repair = $"Restart flanneld, which writes the entries of all leases again. Look in its log for AddARP or AddFDB " + $"failed.",
            Evidence =
            [
                EvidenceFactory.Route(peer.Route),
                peer.Neighbor is null
                    ? new Evidence($"ip neigh show dev {peer.Link.Name}", $"no {peer.End}")
                    : EvidenceFactory.Neighbor(peer.Neighbor),
                new Evidence(
                    $"bridge fdb show dev {peer.Link.Name}",
                    peer.Neighbor is null ? "not asked" : $"no {peer.Neighbor.MacAddress}"
                ),
            ],
            Cause = $"{peer.Link.Name} has {lacking}",
            Scope = new() { Peers = [.. new[] { peer.Name, peer.End }.Distinct()] },
        };
    }
}
