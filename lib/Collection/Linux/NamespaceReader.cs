using NetAudit.Platform.Netlink;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Linux;

/// <summary>A process that has a socket.</summary>
internal sealed record SocketOwner(int Pid, string Name);

/// <summary>Reads the network namespace that the calling thread is in, over netlink. Nothing is executed.</summary>
internal static class NamespaceReader
{
    private static readonly byte[] Families = [AddressFamilies.IPv4, AddressFamilies.IPv6];

    /// <summary>Reads it: links, addresses, routes, rules, forwarding entries, neighbours, sockets, IPsec states.</summary>
    /// <param name="ownerOf">Who has the socket with an inode, or null.</param>
    /// <param name="notSeen">Told what could not be read, and why: "IPsec states", "not permitted: needs root (EPERM)". That member is then null.</param>
    public static NetworkNamespace Read(Func<uint, SocketOwner?> ownerOf, Action<string, string>? notSeen = null)
    {
        var reading = new Reading(notSeen);
        var links = reading.Try("links", NetlinkSocket.Route, Links);
        var names = (links ?? []).ToDictionary(link => link.Index, link => link.Name);
        string NameOf(int index) => names.TryGetValue(index, out var name) ? name : $"if{index}";

        var sockets = reading.Try("sockets", NetlinkSocket.SocketDiagnosis, Sockets);
        return new NetworkNamespace
        {
            Links = links,
            Routes = reading.Try("routes", NetlinkSocket.Route, socket => PerFamily(family =>
                socket.Dump(RouteMessages.Get, RouteMessages.Request(family), message => RouteMessages.Parse(message, family, NameOf)))),
            Rules = reading.Try("routing rules", NetlinkSocket.Route, socket => socket.Dump(RuleMessages.Get, RuleMessages.Request(), RuleMessages.Parse)),
            Forwarding = reading.Try("forwarding entries", NetlinkSocket.Route, socket =>
                socket.Dump(NeighborMessages.Get, ForwardingMessages.Request(), message => ForwardingMessages.Parse(message, NameOf))),
            Neighbors = reading.Try("neighbours", NetlinkSocket.Route, socket => PerFamily(family =>
                socket.Dump(NeighborMessages.Get, NeighborMessages.Request(family), message => NeighborMessages.Parse(message, family, NameOf)))),
            XfrmStates = reading.Try("IPsec states", NetlinkSocket.Xfrm, socket => socket.Dump(XfrmMessages.Get, [], XfrmMessages.Parse)),
            Listeners = Owned(sockets?.Where(socket => socket.Listening), ownerOf),
            Connections = Owned(sockets?.Where(socket => !socket.Listening), ownerOf),
        };
    }

    private static List<Link> Links(NetlinkSocket socket)
    {
        var messages = socket.Dump(LinkMessages.Get, LinkMessages.Request(), LinkMessages.Parse);
        var addresses = socket.Dump(AddressMessages.Get, AddressMessages.Request(), AddressMessages.Parse)
            .ToLookup(message => message.Link, message => message.Address);

        // By index, the last one standing: a link that was moved while it was read may come twice.
        var byIndex = messages.GroupBy(message => message.Link.Index).Select(group => group.Last()).ToArray();
        var names = byIndex.ToDictionary(message => message.Link.Index, message => message.Link.Name);
        return
        [
            .. byIndex.Select(message => message.Link with
            {
                Master = message.Master is { } master && names.TryGetValue(master, out var name) ? name : null,
                Addresses = [.. addresses[message.Link.Index]],
            }),
        ];
    }

    private static List<SocketMessage> Sockets(NetlinkSocket socket) =>
        PerFamily(family => new[] { SocketDiagnostics.Tcp, SocketDiagnostics.Udp }.SelectMany(protocol =>
            socket.Dump(SocketDiagnostics.Get, SocketDiagnostics.Request(family, protocol), message => SocketDiagnostics.Parse(message, protocol))));

    private static List<T> PerFamily<T>(Func<byte, IEnumerable<T>> read) => [.. Families.SelectMany(read)];

    private static SocketEntry[]? Owned(IEnumerable<SocketMessage>? messages, Func<uint, SocketOwner?> ownerOf) =>
        messages?.Select(message => (message.Inode == 0 ? null : ownerOf(message.Inode)) is { } owner
            ? message.Socket with { Process = owner.Name, Pid = owner.Pid }
            : message.Socket).ToArray();

    /// <summary>Reads members one by one, so that one refused leaves the others.</summary>
    private sealed class Reading(Action<string, string>? notSeen)
    {
        /// <summary>Null when it could not be read: not permitted, a protocol that the kernel lacks, no full answer. Never an empty list then.</summary>
        public T? Try<T>(string what, int protocol, Func<NetlinkSocket, T> read)
            where T : class
        {
            try
            {
                using var socket = new NetlinkSocket(protocol);
                return read(socket);
            }
            catch (Exception exception) when (exception is NetlinkException or FormatException)
            {
                notSeen?.Invoke(what, exception.Message);
                return null;
            }
        }
    }
}
