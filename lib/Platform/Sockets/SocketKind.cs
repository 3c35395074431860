using System.Text;

namespace NetAudit.Platform.Sockets;

/// <summary>
/// The parameters of socket(), or of open(). All are closed on exec, and none blocks, as poll does the waiting. Like a socket, a file of
/// /proc/sys/net or /proc/thread-self/net belongs to the namespace it was opened in.
/// </summary>
/// <param name="Family">The address family.</param>
/// <param name="Type">The type, with its flags.</param>
/// <param name="Protocol">The protocol; 0: the family's own.</param>
internal readonly record struct SocketKind(int Family, int Type, int Protocol)
{
    /// <summary>AF_INET.</summary>
    public const int IPv4 = 2;

    /// <summary>AF_INET6.</summary>
    public const int IPv6 = 10;

    private const int Netlink = 16;
    private const int Packet = 17;
    private const int CloseOnExecNonBlocking = 0x80000 | 0x800;
    private const int StreamType = 1 | CloseOnExecNonBlocking;
    private const int DatagramType = 2 | CloseOnExecNonBlocking;
    private const int RawType = 3 | CloseOnExecNonBlocking;
    private const int AnyProtocol = 255;
    private const int IcmpV6 = 58;

    /// <summary>NETLINK_ROUTE: links, addresses, routes and their like.</summary>
    public static SocketKind Route => new(Netlink, RawType, 0);

    /// <summary>NETLINK_SOCK_DIAG: sockets.</summary>
    public static SocketKind SocketDiagnosis => new(Netlink, RawType, 4);

    /// <summary>NETLINK_XFRM: IPsec.</summary>
    public static SocketKind Xfrm => new(Netlink, RawType, 6);

    /// <summary>TCP over IPv4.</summary>
    public static SocketKind Tcp => new(IPv4, StreamType, 0);

    /// <summary>UDP over IPv4.</summary>
    public static SocketKind Udp => new(IPv4, DatagramType, 0);

    /// <summary>UDP over IPv6.</summary>
    public static SocketKind UdpV6 => new(IPv6, DatagramType, 0);

    /// <summary>Whether opening it requires CAP_NET_RAW.</summary>
    public bool NeedsNetRaw => Family is IPv4 or IPv6 or Packet && Type == RawType;

    /// <summary>The file's path with a NUL after it; null for a socket.</summary>
    public byte[]? Path { get; private init; }

    /// <summary>Sends packets of any protocol, with their headers. It receives none, so the kernel still answers by itself.</summary>
    public static SocketKind RawSender => new(IPv4, RawType, AnyProtocol);

    /// <summary>ICMPv6. The kernel fills in the checksum, and passes no IP header.</summary>
    public static SocketKind EchoV6 => new(IPv6, RawType, IcmpV6);

    /// <summary>Frames of links. It has no protocol until it is bound, as it would receive frames of every link before.</summary>
    public static SocketKind Frames => new(Packet, RawType, 0);

    /// <summary>A file to read.</summary>
    public static SocketKind File(string path) => new() { Path = Encoding.UTF8.GetBytes(path + "\0") };

    /// <summary>Receives a copy of each packet of a protocol.</summary>
    public static SocketKind RawReceiver(int protocol) => new(IPv4, RawType, protocol);
}
