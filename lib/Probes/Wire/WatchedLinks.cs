using System.Net;
using NetAudit.Platform;
using NetAudit.Platform.Netlink;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;

namespace NetAudit.Probes.Wire;

/// <summary>The links that a capture watches, by index.</summary>
internal static class WatchedLinks
{
    private const int AllLinks = 0;
    private const ushort PacketFamily = 17;

    // ETH_P_ALL (0x0003) in network byte order, as read on the little-endian machines that .NET runs on.
    private const ushort AllProtocols = 0x0300;

    /// <summary>The link that leads to another host.</summary>
    /// <param name="other">The other host.</param>
    /// <param name="route">A netlink socket of the namespace.</param>
    /// <param name="udp">A UDP socket of the namespace.</param>
    /// <exception cref="IOException">There is no such link.</exception>
    public static IReadOnlyDictionary<int, string> Towards(IPAddress other, KernelSocket route, KernelSocket udp)
    {
        // Connecting a UDP socket sends nothing, and shows which address, and so which link, the kernel picks.
        var error = udp.Connect(new IPEndPoint(other, Datagram.Port));
        if (error < 0 || udp.LocalEnd?.Address.ToString() is not { } own)
        {
            throw new IOException($"there is no route to {other}: {Errno.Words(-error)}");
        }

        var netlink = new NetlinkSocket(route, new byte[NetlinkSocket.BufferLength]);
        var addresses = netlink.Dump(AddressMessages.Get, AddressMessages.Request(), AddressMessages.Parse);
        var index =
            addresses.FirstOrDefault(message => message.Address.Address == own)?.Link
            ?? throw new IOException($"no link has the address {own}, which leads to {other}");
        return Find(route, link => link.Index == index);
    }

    /// <summary>All links that meet the condition.</summary>
    /// <exception cref="IOException">There are no such links.</exception>
    public static IReadOnlyDictionary<int, string> Find(KernelSocket route, Func<Link, bool> isWanted)
    {
        var netlink = new NetlinkSocket(route, new byte[NetlinkSocket.BufferLength]);
        var all = netlink.Dump(LinkMessages.Get, LinkMessages.Request(), LinkMessages.Parse);
        var links = all.Select(message => message.Link).Where(isWanted).ToList();
        return links.Count > 0
            ? links.ToDictionary(link => link.Index, link => link.Name)
            : throw new IOException("the link to watch is gone");
    }

    /// <summary>Binds a packet socket to their frames: those of one link, or of all.</summary>
    /// <exception cref="IOException">The kernel refused.</exception>
    public static void Bind(KernelSocket frames, IReadOnlyDictionary<int, string> links)
    {
        var index = links.Count == 1 ? links.Keys.Single() : AllLinks;

        // struct sockaddr_ll.
        byte[] address =
        [
            .. BitConverter.GetBytes(PacketFamily),
            .. BitConverter.GetBytes(AllProtocols),
            .. BitConverter.GetBytes(index),
            .. new byte[12],
        ];
        if (frames.Bind(address) is < 0 and var error)
        {
            throw new IOException($"a packet socket can't be bound to {string.Join(", ", links.Values)}: {Errno.Words(-error)}");
        }
    }
}
