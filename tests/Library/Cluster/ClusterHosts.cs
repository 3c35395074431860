using NetAudit.Cluster;
using NetAudit.Library.Tests.Findings.Flannel;
using NetAudit.Library.Tests.Findings.Weave;
using NetAudit.Snapshots;
using NetAudit.Solutions;
using static NetAudit.Library.Tests.SnapshotBuilder;

namespace NetAudit.Library.Tests.Cluster;

/// <summary>Hosts that form a cluster, and the findings of one rule on all of them.</summary>
internal static class ClusterHosts
{
    /// <summary>A rule's findings on hosts that are given together.</summary>
    public static IReadOnlyList<ClusterFinding> Find<TRule>(params HostSnapshot[] hosts)
        where TRule : IClusterRule, new() =>
        [.. new TRule().Find(ClusterContext.Create(hosts.Select(host => HostDigest.Create(HostContext.Create(host), new StringPool()))))];

    /// <summary>Host 1 or 2 of a Flannel network (vxlan) of two hosts.</summary>
    public static HostSnapshot Flannel(int number)
    {
        var other = 3 - number;
        var host = FlannelHost.Vxlan($"192.0.2.{number}") with
        {
            Host = $"fl{number}",
            Files = [Lease("10.5.0.0/16", $"10.5.{number}.1/24")],
        };
        return host.Change("flannel.1", link => link with { MacAddress = Vtep(number), Addresses = [Address($"10.5.{number}.0/32")] })
            .Change("eth0", link => link with { MacAddress = $"02:00:00:00:00:0{number}", Addresses = [Address($"192.0.2.{number}/24")] })
            .Change("docker0", link => link with { Addresses = [Address($"10.5.{number}.1/24")] })
            .Without(route => route.Device == "flannel.1")
            .With(Route($"10.5.{other}.0/24", "flannel.1", $"10.5.{other}.0"))
            .With(Network("bridge", "bridge", $"10.5.{number}.0/24"))
            .Entries(
                [
                    new Neighbor
                    {
                        Address = $"10.5.{other}.0",
                        Device = "flannel.1",
                        MacAddress = Vtep(other),
                        State = "PERMANENT",
                    },
                ],
                [
                    new ForwardingEntry
                    {
                        Device = "flannel.1",
                        MacAddress = Vtep(other),
                        Destination = $"192.0.2.{other}",
                    },
                ]
            );
    }

    public static string Vtep(int number) => $"aa:bb:cc:00:00:0{number}";

    /// <summary>A host of a swarm with one overlay network, ov1, a container on it, and its tunnel.</summary>
    public static HostSnapshot Swarm(int number, int mtu = 1450, int vni = 4097, string version = "28.5.2", bool encrypted = false)
    {
        var network = Network("ov1", "overlay", "10.0.1.0/24", "swarm") with
        {
            Options = encrypted ? new Dictionary<string, string> { ["encrypted"] = "" } : new Dictionary<string, string>(),
            Peers = [new NetworkPeer { Address = "192.0.2.1" }, new NetworkPeer { Address = "192.0.2.2" }],
        };
        var endpoint = Endpoint("ov1", $"10.0.1.1{number}") with { MacAddress = $"02:42:0a:00:01:1{number}" };
        var host = Host() with { Host = $"sw{number}" };
        var other = 3 - number;
        return host.Change(
                "eth0",
                link => link with { MacAddress = $"02:00:00:00:00:0{number}", Addresses = [Address($"192.0.2.{number}/24")] }
            )
            .With(network)
            .With(Container($"c{number}", "ov1", endpoint)) with
        {
            Engine = new EngineFacts
            {
                Version = version,
                Swarm = new SwarmState
                {
                    NodeId = $"node{number}",
                    NodeAddress = $"192.0.2.{number}",
                    LocalNodeState = "active",
                },
            },
            EngineNamespaces = new Dictionary<string, NetworkNamespace>
            {
                ["1-" + network.Id[..10]] = new()
                {
                    Links = [Vxlan("vxlan0", vni, 4789, 9) with { Mtu = mtu }],
                    Neighbors =
                    [
                        new Neighbor
                        {
                            Address = $"10.0.1.1{other}",
                            Device = "vxlan0",
                            MacAddress = MacOf(other),
                        },
                    ],
                    Forwarding =
                    [
                        new ForwardingEntry
                        {
                            Device = "vxlan0",
                            MacAddress = MacOf(other),
                            Destination = $"192.0.2.{other}",
                        },
                    ],
                },
            },
        };
    }

    /// <summary>A host whose Weave router has this name and can't connect to the other host's router.</summary>
    public static HostSnapshot Weave(int number, string name, string range = "10.32.0.0/12")
    {
        var failed = WeaveHost.Failed($"192.0.2.{3 - number}:6783", "dial tcp: connection refused");
        var host = (WeaveHost.With([failed]) with { Host = $"node{number}" }).Change(
            "eth0",
            link => link with { MacAddress = $"02:00:00:00:00:0{number}", Addresses = [Address($"192.0.2.{number}/24")] }
        );
        var report = host.Weave! with { PeerName = name, NickName = $"node{number}", IpamRange = range };
        return host with { Weave = report };
    }

    private static string MacOf(int container) => $"02:42:0a:00:01:1{container}";

    /// <summary>The host with other peers in its network.</summary>
    public static HostSnapshot WithPeers(this HostSnapshot host, params string[] peers) =>
        host with
        {
            Networks =
            [
                .. host.Networks!.Select(network =>
                    network.Name == "ov1" ? network with { Peers = [.. peers.Select(peer => new NetworkPeer { Address = peer })] } : network
                ),
            ],
        };

    /// <summary>The host with these ESP states.</summary>
    public static HostSnapshot WithEsp(this HostSnapshot host, params XfrmState[] states) =>
        host with
        {
            HostNamespace = host.HostNamespace! with { XfrmStates = states },
        };
}
