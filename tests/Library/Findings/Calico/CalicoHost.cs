using NetAudit.Snapshots;
using static NetAudit.Library.Tests.SnapshotBuilder;

namespace NetAudit.Library.Tests.Findings.Calico;

/// <summary>A host with calico-node, Felix and bird, its own block and a peer's.</summary>
internal static class CalicoHost
{
    public static HostSnapshot Sound(string address = "192.0.2.1") =>
        Host(Link("docker0", "bridge", 4) with { Addresses = [Address("172.17.0.1/16")] })
            .With(Process("calico-felix"), Process("bird"), Process("runsv", "felix"))
            .With(Route("10.1.2.0/26", "eth0", "192.0.2.2", "bird"), Route("10.1.1.0/26", null, null, "bird", "blackhole"))
            .With(
                Container("calico-node", "host") with
                {
                    Image = "quay.io/calico/node:v2.6.12",
                    Environment = [new EnvironmentVariable { Name = "IP", Value = address }],
                }
            )
            .Sockets(Session(SocketState.Established));

    public static SocketEntry Session(SocketState state, string local = "192.0.2.1") =>
        new()
        {
            Protocol = "tcp",
            LocalAddress = local,
            LocalPort = 46271,
            RemoteAddress = "192.0.2.2",
            RemotePort = 179,
            State = state,
            Process = "bird",
        };

    public static HostSnapshot Sockets(this HostSnapshot host, params SocketEntry[] sockets) =>
        host with
        {
            HostNamespace = host.HostNamespace! with { Connections = sockets },
        };
}
