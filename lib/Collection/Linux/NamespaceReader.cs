using NetAudit.Platform;
using NetAudit.Platform.Netlink;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Linux;

/// <summary>A process that has a socket.</summary>
internal sealed record SocketOwner(int Pid, string Name);

/// <summary>
/// Reads network namespaces over netlink sockets that were opened inside. Nothing is executed. One thread uses it at a time.
/// </summary>
internal sealed class NamespaceReader
{
    private static readonly byte[] s_families = [AddressFamilies.IPv4, AddressFamilies.IPv6];

    private readonly byte[] _buffer = new byte[NetlinkSocket.BufferLength];

    /// <summary>The sockets and files that it needs, in the order in which it is given them.</summary>
    public static IReadOnlyList<SocketKind> Sockets { get; } =
    [SocketKind.Route, SocketKind.SocketDiagnosis, SocketKind.Xfrm, SocketKind.Udp, .. KernelFiles.Kinds];

    /// <summary>
    /// The sockets and files for a container's namespace. Only links, addresses, routes, rules, neighbors and sockets are read there, as no
    /// conclusion rests on the rest. So a container's IPsec keys never leave the kernel.
    /// </summary>
    public static IReadOnlyList<SocketKind> ContainerSockets { get; } =
    [SocketKind.Route, SocketKind.SocketDiagnosis, .. KernelFiles.Counts];

    /// <summary>Reads one namespace.</summary>
    /// <param name="opened">Sockets that were opened inside: <see cref="Sockets"/> or <see cref="ContainerSockets"/>.</param>
    /// <param name="ownerOf">Returns the owner of the socket with an inode, or null.</param>
    /// <param name="notSeen">
    /// Given what could not be read: "IPsec states", "not permitted (EPERM)". That member is then null.
    /// </param>
    public NetworkNamespace Read(IReadOnlyList<KernelSocket> opened, Func<uint, SocketOwner?> ownerOf, Action<Gap>? notSeen = null)
    {
        var route = new Reading(opened[0], _buffer, notSeen);
        var links = route.Try("links", Links);
        var names = (links ?? []).ToDictionary(link => link.Index, link => link.Name);
        string NameOf(int index) => names.TryGetValue(index, out var name) ? name : $"if{index}";

        var isContainers = opened.Count == ContainerSockets.Count;
        var files = new KernelFiles(opened.Skip(isContainers ? 2 : 4));
        var sockets = new Reading(opened[1], _buffer, notSeen).Try("sockets", socket => new SocketDump(socket, files).Read());
        var seen = new NetworkNamespace
        {
            Links = links,
            Routes = route.Try(
                "routes",
                socket => socket.Dump(RouteMessages.Get, RouteMessages.Request(), message => RouteMessages.Parse(message, NameOf))
            ),
            Rules = route.Try("routing rules", socket => socket.Dump(RuleMessages.Get, RuleMessages.Request(), RuleMessages.Parse)),
            Neighbors = route.Try(
                "neighbours",
                socket => socket.Dump(NeighborMessages.Get, NeighborMessages.Request(), message => NeighborMessages.Parse(message, NameOf))
            ),
            Listeners = Owned(sockets?.Where(socket => socket.Listening), ownerOf),
            Connections = Owned(sockets?.Where(socket => !socket.Listening), ownerOf),
        };
        return isContainers
            ? seen
            : seen with
            {
                Links = links is null ? null : LinkDrivers.Add(links, new Ethtool(opened[3])),
                Forwarding = route.Try(
                    "forwarding entries",
                    socket =>
                        socket.Dump(
                            NeighborMessages.Get,
                            ForwardingMessages.Request(),
                            message => ForwardingMessages.Parse(message, NameOf)
                        )
                ),
                XfrmStates = ReadXfrm(opened[2], notSeen),
                XfrmPolicies = new Reading(opened[2], _buffer, notSeen).Try(
                    "IPsec policies",
                    socket => socket.Dump(XfrmPolicyMessages.Get, [], XfrmPolicyMessages.Parse)
                ),
                Sysctls = Joined(files.Settings(), ReadLinkSettings(route, NameOf)),
                Counters = files.Counters(),
                Ipvs = files.Ipvs(),
            };
    }

    private static List<KeyValuePair<string, long>>? ReadLinkSettings(Reading route, Func<int, string> nameOf) =>
        route.Try(
            "settings of links",
            socket =>
                s_families
                    .SelectMany(family =>
                        socket.Dump(
                            LinkSettingMessages.Get,
                            LinkSettingMessages.Request(family),
                            message => LinkSettingMessages.Parse(message, nameOf)
                        )
                    )
                    .ToList()
        );

    private IReadOnlyList<XfrmState>? ReadXfrm(KernelSocket opened, Action<Gap>? notSeen)
    {
        try
        {
            return new Reading(opened, _buffer, notSeen).Try(
                "IPsec states",
                socket => socket.Dump(XfrmMessages.Get, [], XfrmMessages.Parse)
            );
        }
        finally
        {
            // The kernel sends the states with their keys, so the buffer is cleared.
            Array.Clear(_buffer, 0, _buffer.Length);
        }
    }

    private static Dictionary<string, long>? Joined(IReadOnlyDictionary<string, long>? settings, List<KeyValuePair<string, long>>? ofLinks)
    {
        if (settings is null && ofLinks is null)
        {
            return null;
        }

        var all = (settings ?? new Dictionary<string, long>()).ToDictionary(setting => setting.Key, setting => setting.Value);
        foreach (var setting in ofLinks ?? [])
        {
            all[setting.Key] = setting.Value;
        }

        return all;
    }

    private static List<Link> Links(NetlinkSocket socket)
    {
        var messages = socket.Dump(LinkMessages.Get, LinkMessages.Request(), LinkMessages.Parse);
        var addresses = socket
            .Dump(AddressMessages.Get, AddressMessages.Request(), AddressMessages.Parse)
            .ToLookup(message => message.Link, message => message.Address);

        // By index, the last one wins: a link that was moved during the read may come twice.
        var byIndex = messages.GroupBy(message => message.Link.Index).Select(group => group.Last()).ToArray();
        var names = byIndex.ToDictionary(message => message.Link.Index, message => message.Link.Name);
        return
        [
            .. byIndex.Select(message =>
                message.Link with
                {
                    Master = message.Master is { } master && names.TryGetValue(master, out var name) ? name : null,
                    Addresses = [.. addresses[message.Link.Index]],
                }
            ),
        ];
    }

    private static SocketEntry[]? Owned(IEnumerable<SocketMessage>? messages, Func<uint, SocketOwner?> ownerOf) =>
        messages
            ?.Select(message =>
                (message.Inode == 0 ? null : ownerOf(message.Inode)) is { } owner
                    ? message.Socket with
                    {
                        Process = owner.Name,
                        Pid = owner.Pid,
                    }
                    : message.Socket
            )
            .ToArray();

    /// <summary>Reads members one by one over one socket, so that one refused leaves the others.</summary>
    private sealed class Reading(KernelSocket opened, byte[] buffer, Action<Gap>? notSeen)
    {
        private readonly NetlinkSocket _socket = new(opened, buffer);

        /// <summary>
        /// A list, or null if it could not be read: not permitted, a protocol that the kernel lacks, an incomplete answer. Never empty in
        /// that case.
        /// </summary>
        public T? Try<T>(string what, Func<NetlinkSocket, T> read)
            where T : class
        {
            try
            {
                return opened.Error == 0 ? read(_socket) : throw new NetlinkException(opened.Error);
            }
            catch (Exception exception) when (exception is NetlinkException or FormatException)
            {
                notSeen?.Invoke(
                    new Gap
                    {
                        Kind = GapKinds.From(exception),
                        Subject = what,
                        Reason = exception.Message,
                    }
                );
                return null;
            }
        }
    }
}
