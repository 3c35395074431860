using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The neighbour of a peer's end says one MAC address, the forwarding table leads another one to a host: the peer's VTEP MAC address
/// changed (systemd's MACAddressPolicy=persistent gives flannel.N a new one after it was made) and only half of it was taken over.
/// flannel#1155, #1795. Where both entries agree, only the other host can tell that both are wrong: see the cluster's rule of this kind.
/// </summary>
internal sealed class VtepMacChanged : FlannelFindingRule
{
    /// <summary>What keeps a VTEP's MAC address as flanneld announced it.</summary>
    public static ShellText Repair =>
        $"keep udev from changing it: in /etc/systemd/network/10-flannel.link, [Match] OriginalName=flannel*, [Link] "
        + $"MACAddressPolicy=none; then restart flanneld there, which announces the address that its link has now.";

    /// <summary>
    /// The entry that was made for a peer's former or next MAC address: one that no neighbour of the link has. Null for none.
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
