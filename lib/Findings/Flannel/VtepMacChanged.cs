using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A peer's VTEP has one MAC address in the neighbor table and another in the forwarding table, so packets to the peer are dropped. Its MAC
/// address changed, and only one entry was updated. systemd's MACAddressPolicy=persistent changes that of flannel.N after flanneld made the
/// link (flannel#1155, #1795). If both entries agree on a wrong address, only the peer's snapshot shows it: a cluster rule compares them.
/// </summary>
internal sealed class VtepMacChanged : FlannelFindingRule
{
    /// <summary>The repair: settings that keep a VTEP's MAC address as flanneld announced it.</summary>
    public static ShellText Repair =>
        $"keep udev from changing it: in /etc/systemd/network/10-flannel.link, [Match] OriginalName=flannel*, [Link] "
        + $"MACAddressPolicy=none; then restart flanneld there, which announces the address that its link has now.";

    /// <summary>
    /// Returns the forwarding entry for a peer's earlier or later MAC address, which no neighbor on the link has; null if there is none.
    /// </summary>
    public static ForwardingEntry? OtherEntry(HostSnapshot host, FlannelState flannel, FlannelPeer peer)
    {
        if (peer.Neighbor is null || peer.Forwarding is not null)
        {
            return null;
        }

        var named = new HashSet<string>(FlannelPeer.Neighbors(host, peer.Link).Select(one => one.MacAddress).OfType<string>());
        var reached = new HashSet<string>(flannel.Peers.Select(one => one.Forwarding?.Destination).OfType<string>());
        return FlannelPeer
            .Entries(host, peer.Link)
            .FirstOrDefault(entry => !named.Contains(entry.MacAddress) && !reached.Contains(entry.Destination!));
    }

    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint, FlannelState flannel) =>
        from peer in flannel.Peers
        let entry = OtherEntry(host, flannel, peer)
        where entry is not null
        select new Finding
        {
            Severity = Severity.Error,
            Subject = new(SubjectKind.Peer, entry.Destination!),
            Message =
                $"Packets to {entry.Destination} are dropped: the neighbour of its end {peer.End} is {peer.Neighbor!.MacAddress}, "
                + $"but {peer.Link.Name} forwards only {entry.MacAddress} to it.",
            Repair = $"On the peer, {Repair}",
            Evidence = [EvidenceFactory.Neighbor(peer.Neighbor), EvidenceFactory.Forwarding(null, entry)],
        };
}
