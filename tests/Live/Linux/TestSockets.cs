using System.Net;
using System.Net.Sockets;
using NetAudit.Collection.Linux;
using NetAudit.Platform;

namespace NetAudit.Live.Tests.Linux;

/// <summary>Sockets of this process inside another network namespace: one stays in the namespace it was made in, whoever uses it later.</summary>
internal sealed class TestSockets : IDisposable
{
    private readonly List<Socket> open = [];

    /// <summary>This process, where a socket is one of its own.</summary>
    public static SocketOwner? OwnerOf(uint inode) =>
        new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos().Any(file => file.LinkTarget == $"socket:[{inode}]")
            ? new SocketOwner(Environment.ProcessId, File.ReadAllText("/proc/self/comm").Trim())
            : null;

    /// <summary>TCP and UDP, IPv4 and IPv6, waiting and connected; 7003 takes IPv4 over an IPv6 socket.</summary>
    public async Task OpenAsync(string namespaceFile)
    {
        var failure = "";
        await NamespaceThread.RunAsync(
            [namespaceFile],
            _ =>
            {
                var four = Listen(AddressFamily.InterNetwork, IPAddress.Loopback, 7001);
                Listen(AddressFamily.InterNetwork, IPAddress.Any, 7002);
                var both = Listen(AddressFamily.InterNetworkV6, IPAddress.IPv6Any, 7003);
                Listen(AddressFamily.InterNetworkV6, IPAddress.Parse("fd00::1"), 7004);
                Connect(IPAddress.Loopback, four);
                Connect(IPAddress.Loopback, both);
                Udp(AddressFamily.InterNetwork).Bind(new IPEndPoint(IPAddress.Parse("10.9.0.1"), 7005));
                Udp(AddressFamily.InterNetworkV6).Connect(IPAddress.Parse("fd00::1"), 7006);
                return 0;
            },
            (_, why) => failure = why,
            CancellationToken.None);
        if (failure.Length > 0)
        {
            throw new InvalidOperationException(failure);
        }
    }

    public void Dispose() => open.ForEach(socket => socket.Dispose());

    private Socket Listen(AddressFamily family, IPAddress address, int port)
    {
        var socket = Own(new Socket(family, SocketType.Stream, ProtocolType.Tcp));
        if (address.Equals(IPAddress.IPv6Any))
        {
            socket.DualMode = true;
        }

        socket.Bind(new IPEndPoint(address, port));
        socket.Listen();
        return socket;
    }

    private void Connect(IPAddress address, Socket listener)
    {
        Own(new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp)).Connect(address, ((IPEndPoint)listener.LocalEndPoint!).Port);
        Own(listener.Accept());
    }

    private Socket Udp(AddressFamily family) => Own(new Socket(family, SocketType.Dgram, ProtocolType.Udp));

    private Socket Own(Socket socket)
    {
        open.Add(socket);
        return socket;
    }
}
