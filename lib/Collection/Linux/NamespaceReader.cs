using NetAudit.Snapshots;

namespace NetAudit.Collection.Linux;

/// <summary>A process that has a socket.</summary>
internal sealed record SocketOwner(int Pid, string Name);

/// <summary>Reads the network namespace that the calling thread is in, over netlink. Nothing is executed.</summary>
internal static class NamespaceReader
{
    /// <summary>Reads it: links, addresses, routes, rules, forwarding entries, neighbours, sockets, IPsec states.</summary>
    /// <param name="ownerOf">Who has the socket with an inode, or null.</param>
    public static NetworkNamespace Read(Func<uint, SocketOwner?> ownerOf) => throw new NotImplementedException();
}
