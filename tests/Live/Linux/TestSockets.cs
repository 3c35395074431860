using System.Net;
using NetAudit.Collection.Linux;
using NetAudit.Platform;
using NetAudit.Platform.Sockets;

namespace NetAudit.Live.Tests.Linux;

/// <summary>This process's sockets inside another network namespace. A socket stays in the namespace in which it was made.</summary>
internal sealed class TestSockets : IDisposable
{
    private readonly List<KernelSocket> open = [];

    /// <summary>This process, if the socket is one of its own.</summary>
    public static SocketOwner? OwnerOf(uint inode) =>
        new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos().Any(file => file.LinkTarget == $"socket:[{inode}]")
            ? new SocketOwner(Environment.ProcessId, File.ReadAllText("/proc/self/comm").Trim())
            : null;

    /// <summary>Opens TCP and UDP sockets over IPv4 and IPv6, waiting and connected. Port 7003 takes IPv4 over an IPv6 socket.</summary>
    public void Open(string namespaceFile)
    {
        Listen(IPAddress.Loopback, 7001);
        Listen(IPAddress.Any, 7002);
        Listen(IPAddress.IPv6Any, 7003);
        Listen(IPAddress.Parse("fd00::1"), 7004);
        Connect(7001);
        Connect(7003);
        Check(Make(SocketKind.Udp).Bind(new IPEndPoint(IPAddress.Parse("10.9.0.1"), 7005)));
        Check(Make(SocketKind.UdpV6).Connect(new IPEndPoint(IPAddress.Parse("fd00::1"), 7006)));

        void Listen(IPAddress address, int port)
        {
            var family = address.GetAddressBytes().Length == 4 ? SocketKind.IPv4 : SocketKind.IPv6;
            var socket = Make(SocketKind.Tcp with { Family = family });
            Check(socket.Bind(new IPEndPoint(address, port)));
            Check(socket.Listen(5));
        }

        void Connect(int port)
        {
            Check(Make(SocketKind.Tcp).Connect(new IPEndPoint(IPAddress.Loopback, port)));
            var listener = open.First(socket => socket.LocalEnd?.Port == port);
            _ = listener.Wait(KernelSocket.Readable, 1000);
            open.Add(listener.Accept() ?? throw new InvalidOperationException($"nobody connected to {port}"));
        }

        KernelSocket Make(SocketKind kind)
        {
            var socket = NamespaceSockets.OpenAll(namespaceFile, [kind])[0];
            open.Add(socket);
            return socket;
        }
    }

    public void Dispose() => open.ForEach(socket => socket.Dispose());

    private static void Check(int result)
    {
        if (result is < 0 and not -Errno.InProgress)
        {
            throw new InvalidOperationException(Errno.Words(-result));
        }
    }
}
