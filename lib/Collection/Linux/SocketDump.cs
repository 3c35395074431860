using NetAudit.Platform.Netlink;

namespace NetAudit.Collection.Linux;

/// <summary>
/// Lists a namespace's sockets. The kernel has one table of connections for all namespaces, and each request walks the whole table. That
/// takes longer than all else, so a namespace is asked only if its own counters show sockets.
/// </summary>
internal sealed class SocketDump(NetlinkSocket socket, KernelFiles files)
{
    private static readonly byte[] s_families = [AddressFamilies.IPv4, AddressFamilies.IPv6];

    /// <summary>All sockets: TCP's and UDP's of IPv4, then of IPv6.</summary>
    public List<SocketMessage> Read() => [.. s_families.SelectMany(family => Tcp(family).Concat(Udp(family)))];

    private IEnumerable<SocketMessage> Tcp(byte family)
    {
        if (files.SocketsInUse("TCP", family) == 0)
        {
            return [];
        }

        var listeners = Ask(family, SocketDiagnostics.Tcp, SocketDiagnostics.ListeningTcp);
        return files.SocketsInUse("TCP", family) == listeners.Count
            ? listeners
            : listeners.Concat(Ask(family, SocketDiagnostics.Tcp, SocketDiagnostics.ConnectedTcp));
    }

    private IEnumerable<SocketMessage> Udp(byte family) =>
        files.SocketsInUse("UDP", family) == 0 ? [] : Ask(family, SocketDiagnostics.Udp, SocketDiagnostics.AnyUdp);

    private IReadOnlyList<SocketMessage> Ask(byte family, byte protocol, uint states) =>
        socket.Dump(
            SocketDiagnostics.Get,
            SocketDiagnostics.Request(family, protocol, states),
            message => SocketDiagnostics.Parse(message, protocol)
        );
}
