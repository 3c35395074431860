using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Flannel's VXLAN link sends from the wrong address or over the wrong link, so packets between hosts are lost. flanneld announces one
/// address of this host, and the VXLAN link sends from it. Without --iface, it takes the default route's link. With a NAT link on each
/// machine (VirtualBox: 10.0.2.15), other hosts can't answer over that link. flannel#98, k3s#72, Flannel's troubleshooting guide.
/// </summary>
internal sealed class FlannelWrongInterface : FlannelFindingRule
{
    private static ShellText Remedy =>
        $"Start flanneld with --iface=LINK (the link that reaches the other hosts) on each host. If two hosts have "
        + $"one address, delete the old lease in the store.";

    private static readonly int[] StorePorts = [2379, 4001];

    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint, FlannelState flannel) =>
        from link in flannel.Links
        where link.Vxlan?.Local is { Length: > 0 }
        let finding = Gone(host, link) ?? PeerHasOwnAddress(host, link) ?? PeerElsewhere(host, flannel, link) ?? StoreElsewhere(host, link)
        where finding is not null
        select finding;

    private static Finding? Gone(HostSnapshot host, Link link) =>
        FlannelUnderlay.LinkOf(host, link) is not null
            ? null
            : Found(
                link,
                Severity.Error,
                $"Packets to other hosts leave with a source that this host doesn't have: {link.Name} sends from {link.Vxlan!.Local}, "
                    + "which is on "
                    + "no link.",
                $"Restart flanneld, which reads the address only when it starts. If there are several links: {Remedy}",
                []
            );

    private static Finding? PeerHasOwnAddress(HostSnapshot host, Link link)
    {
        var own = host.OwnAddresses();
        var entry = FlannelPeer.Entries(host, link).FirstOrDefault(one => own.Contains(one.Destination!));
        return entry is null
            ? null
            : Found(
                link,
                Severity.Error,
                $"Another host announces {entry.Destination}, which is this host's own address on "
                    + $"{FlannelUnderlay.WithAddress(host, entry.Destination!)?.Name}: "
                    + "packets for its containers come back here.",
                Remedy,
                [EvidenceFactory.Forwarding(null, entry)]
            );
    }

    /// <summary>
    /// A peer is in the subnet of one link, but the VXLAN link sends over another link, which isn't connected to the peer.
    /// </summary>
    private static Finding? PeerElsewhere(HostSnapshot host, FlannelState flannel, Link link)
    {
        if (FlannelUnderlay.LinkOf(host, link) is not { } outer)
        {
            return null;
        }

        foreach (var entry in FlannelPeer.Entries(host, link))
        {
            var near = FlannelUnderlay.Connected(host, entry.Destination!, flannel.Links);
            if (near is null || near.Name == outer.Name || FlannelUnderlay.IsConnected(outer, entry.Destination!))
            {
                continue;
            }

            return Found(
                link,
                Severity.Error,
                $"Packets to peer {entry.Destination} leave by the wrong link: {link.Name} sends from {link.Vxlan!.Local} on "
                    + $"{outer.Name}, but the peer is on {near.Name}.",
                Remedy,
                [EvidenceFactory.Forwarding(null, entry), EvidenceFactory.Link(near)]
            );
        }

        return null;
    }

    /// <summary>
    /// The VXLAN link has no peers, and flanneld reaches its store over another link. No option of flanneld selects a link or an address.
    /// </summary>
    private static Finding? StoreElsewhere(HostSnapshot host, Link link)
    {
        var agents = host.ProcessesNamed("flanneld");
        var isAlone = host.HostNamespace?.Forwarding is not null && FlannelPeer.Entries(host, link).Count == 0;
        if (!isAlone || agents.Count == 0 || agents.Any(HasChoice) || FlannelUnderlay.LinkOf(host, link) is not { } outer)
        {
            return null;
        }

        var own = host.OwnAddresses();
        foreach (var socket in (host.HostNamespace?.Connections).OrNone().Where(IsToStore))
        {
            var nic = FlannelUnderlay.WithAddress(host, socket.LocalAddress);
            if (nic is null || nic.IsLoopback || nic.Name == outer.Name || own.Contains(socket.RemoteAddress ?? ""))
            {
                continue;
            }

            return Found(
                link,
                Severity.Warning,
                $"Containers here reach no other host: {link.Name} sends from {link.Vxlan!.Local} on {outer.Name} and knows no peer, "
                    + $"while flanneld's store {socket.RemoteAddress} is reached by {nic.Name}, as other hosts will be.",
                $"Start flanneld with --iface={nic.Name} on each host.",
                [EvidenceFactory.Connection(socket), EvidenceFactory.Link(nic), new Evidence($"bridge fdb show dev {link.Name}", "no peer")]
            );
        }

        return null;
    }

    private static bool IsToStore(SocketEntry socket) =>
        socket.Process == "flanneld" && socket.RemotePort is { } port && StorePorts.Contains(port);

    private static bool HasChoice(HostProcess agent) =>
        agent.Argument("iface") is not null || agent.Argument("iface-regex") is not null || agent.Argument("public-ip") is not null;

    private static Finding Found(Link link, Severity severity, string message, ShellText repair, IEnumerable<Evidence> evidence) =>
        new()
        {
            Severity = severity,
            Subject = new(SubjectKind.Link, link.Name),
            Message = message,
            Repair = repair,
            Evidence = [EvidenceFactory.Link(link), .. evidence],
            Cause = $"{link.Name} sends from {link.Vxlan?.Local}, by the wrong link",
        };
}
