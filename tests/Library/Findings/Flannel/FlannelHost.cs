using NetAudit.Snapshots;
using static NetAudit.Library.Tests.SnapshotBuilder;

namespace NetAudit.Library.Tests.Findings.Flannel;

/// <summary>Hosts that flanneld set up completely, from which tests take one part away.</summary>
internal static class FlannelHost
{
    public const string Peer = "192.0.2.2";
    public const string End = "10.5.2.0";
    public const string Mac = "aa:bb:cc:00:00:02";

    /// <summary>A host with the backend vxlan: it has 10.5.1.0/24, and a peer has 10.5.2.0/24.</summary>
    public static HostSnapshot Vxlan(string local = "192.0.2.1") =>
        Base(
                Link("flannel.1", "vxlan", 5, 1450) with
                {
                    MacAddress = "aa:bb:cc:00:00:01",
                    Vxlan = new VxlanFacts
                    {
                        Vni = 1,
                        Port = 8472,
                        Local = local,
                    },
                    Addresses = [Address("10.5.1.0/32")],
                }
            )
            .With(Route("10.5.2.0/24", "flannel.1", End))
            .Entries(
                [
                    new Neighbor
                    {
                        Address = End,
                        Device = "flannel.1",
                        MacAddress = Mac,
                        State = "PERMANENT",
                    },
                ],
                [
                    new ForwardingEntry
                    {
                        MacAddress = Mac,
                        Device = "flannel.1",
                        Destination = Peer,
                        State = "permanent",
                    },
                ]
            );

    /// <summary>A host with the backend udp.</summary>
    public static HostSnapshot Udp() =>
        Base(Link("flannel0", "tun", 5, 1472) with { LinkType = "none", Addresses = [Address("10.5.1.0/32")] })
            .With(Route("10.5.0.0/16", "flannel0"));

    /// <summary>A host with the backend host-gw.</summary>
    public static HostSnapshot HostGateway(string gateway = Peer) => Base().With(Route("10.5.2.0/24", "eth0", gateway)).Mtu("1500");

    public static HostSnapshot Entries(this HostSnapshot host, IReadOnlyList<Neighbor> neighbors, IReadOnlyList<ForwardingEntry> entries) =>
        host with
        {
            HostNamespace = host.HostNamespace! with { Neighbors = neighbors, Forwarding = entries },
        };

    public static HostSnapshot Without(this HostSnapshot host, Func<Route, bool> routes) =>
        host with
        {
            HostNamespace = host.HostNamespace! with { Routes = [.. host.HostNamespace.Routes!.Where(route => !routes(route))] },
        };

    public static HostSnapshot Change(this HostSnapshot host, string link, Func<Link, Link> change) =>
        host with
        {
            HostNamespace = host.HostNamespace! with
            {
                Links = [.. host.HostNamespace.Links!.Select(one => one.Name == link ? change(one) : one)],
            },
        };

    public static HostSnapshot Mtu(this HostSnapshot host, string mtu) =>
        host with
        {
            Files =
            [
                .. host.Files.Select(file =>
                    file with
                    {
                        Settings = new Dictionary<string, string>(file.Settings) { ["FLANNEL_MTU"] = mtu },
                    }
                ),
            ],
        };

    private static HostSnapshot Base(params Link[] links) =>
        (
            Host([.. links, Link("docker0", "bridge", 7) with { Addresses = [Address("10.5.1.1/24")] }]) with
            {
                Files = [Lease("10.5.0.0/16", "10.5.1.1/24")],
            }
        )
            .With(Network("bridge", "bridge", "10.5.1.0/24"))
            .With(Process("flanneld", "-etcd-endpoints=http://192.0.2.9:2379"))
            .With(Route("192.0.2.0/24", "eth0", null, "kernel"), Route("10.5.1.0/24", "docker0", null, "kernel"))
            .Entries([], []);
}
