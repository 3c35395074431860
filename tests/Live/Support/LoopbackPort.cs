using System.Net;
using System.Net.Sockets;

namespace NetAudit.Live.Tests.Support;

/// <summary>Ports of loopback.</summary>
internal static class LoopbackPort
{
    /// <summary>A port without a listener.</summary>
    public static int Free()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
