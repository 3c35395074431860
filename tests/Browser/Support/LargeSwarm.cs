using System.Globalization;
using NetAudit.Snapshots;

namespace NetAudit.Browser.Tests.Support;

/// <summary>A swarm's hosts as libnetwork sets them up, with any number of containers.</summary>
internal static class LargeSwarm
{
    private const int Networks = 6;
    private const int PerService = 24;

    public static IReadOnlyList<HostSnapshot> Build(int containers, int hosts) =>
        [.. Enumerable.Range(0, hosts).Select(host => Host(host, hosts, containers))];

    private static HostSnapshot Host(int host, int hosts, int containers)
    {
        var own = Enumerable
            .Range(0, containers)
            .Where(at => at % hosts == host)
            .Select(at => Task.Create(at, PerService, Networks))
            .ToList();
        return new HostSnapshot
        {
            Host = $"node{host + 1}",
            CollectedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Origin = new RecordedOrigin($"node{host + 1}.tar.gz"),
            Engine = new EngineFacts
            {
                Component = "Engine",
                Version = "28.5.2",
                Swarm = new SwarmState { LocalNodeState = "active", NodeAddress = Address(host) },
            },
            Networks = [.. Enumerable.Range(0, Networks).Select(at => Overlay(at, hosts, containers)), Gateway()],
            Containers = [.. own.Select(Container)],
            HostNamespace = new NetworkNamespace
            {
                Links =
                [
                    Link("eth0", null, 2, Address(host) + "/24"),
                    Link("docker_gwbridge", "bridge", 3, "172.18.0.1/16"),
                    .. own.Select(task =>
                        Link($"veth{task.At:x}", "veth", 100 + task.At) with
                        {
                            Master = "docker_gwbridge",
                            PeerIndex = 11,
                        }
                    ),
                ],
                Routes =
                [
                    new Route
                    {
                        Family = 4,
                        Destination = "10.9.0.0/24",
                        Device = "eth0",
                        Protocol = "kernel",
                        Scope = "link",
                    },
                ],
                Rules = [new RoutingRule { Priority = 32766, Table = "main" }],
            },
            ContainerNamespaces = own.ToDictionary(task => task.Id, Inside),
            EngineNamespaces = Enumerable
                .Range(0, Networks)
                .ToDictionary(at => "1-" + NetworkId(at)[..10], at => Space(at, own, host, hosts)),
        };
    }

    private static string Address(int host) => $"10.9.0.{host + 1}";

    private static string NetworkId(int at) => $"net{at.ToString(CultureInfo.InvariantCulture)}".PadRight(25, 'a');

    private static Network Overlay(int at, int hosts, int containers) =>
        new()
        {
            Id = NetworkId(at),
            Name = $"app{at}",
            Driver = "overlay",
            Scope = "swarm",
            Pools = [new IpamPool { Subnet = $"10.{20 + at}.0.0/16", Gateway = $"10.{20 + at}.0.1" }],
            Options = new Dictionary<string, string> { ["com.docker.network.driver.overlay.vxlanid_list"] = $"{4097 + at}" },
            Tasks =
            [
                .. Enumerable
                    .Range(0, containers)
                    .Select(one => Task.Create(one, PerService, Networks))
                    .Where(task => task.Network == at)
                    .Select(task => new NetworkTask
                    {
                        Service = task.Service,
                        Name = task.Name,
                        Address = task.Address,
                        HostAddress = Address(task.At % hosts),
                    }),
            ],
        };

    private static Network Gateway() =>
        new()
        {
            Id = "9".PadRight(64, '9'),
            Name = "docker_gwbridge",
            Driver = "bridge",
            Scope = "local",
            Pools = [new IpamPool { Subnet = "172.18.0.0/16", Gateway = "172.18.0.1" }],
        };

    private static Container Container(Task task) =>
        new()
        {
            Id = task.Id,
            Name = task.Name,
            Image = $"registry.example/{task.Service}:1",
            State = "running",
            Labels = new Dictionary<string, string> { ["com.docker.swarm.service.name"] = task.Service },
            Endpoints =
            [
                new ContainerEndpoint
                {
                    NetworkName = $"app{task.Network}",
                    NetworkId = NetworkId(task.Network),
                    EndpointId = "e" + task.Id,
                    IPv4Address = task.Address,
                    IPv4PrefixLength = 16,
                },
            ],
        };

    private static NetworkNamespace Inside(Task task) =>
        new()
        {
            Links =
            [
                Link("eth0", "veth", 10, task.Address + "/16") with
                {
                    PeerIndex = 200 + task.At,
                    Mtu = 1450,
                },
                Link("eth1", "veth", 11, $"172.18.{1 + (task.At / 250)}.{2 + (task.At % 250)}/16") with
                {
                    PeerIndex = 100 + task.At,
                },
            ],
            Routes = [],
        };

    private static NetworkNamespace Space(int network, IReadOnlyList<Task> own, int host, int hosts) =>
        new()
        {
            Links =
            [
                Link("br0", "bridge", 2, $"10.{20 + network}.0.1/16") with
                {
                    Mtu = 1450,
                },
                Link("vxlan0", "vxlan", 3) with
                {
                    Mtu = 1450,
                    Master = "br0",
                    Vxlan = new VxlanFacts { Vni = 4097 + network, Port = 4789 },
                },
                .. own.Where(task => task.Network == network)
                    .Select(task => Link($"veth{task.At}", "veth", 200 + task.At) with { Mtu = 1450, Master = "br0", PeerIndex = 10 }),
            ],
            Forwarding =
            [
                .. Enumerable
                    .Range(0, hosts)
                    .Where(other => other != host)
                    .Select(other => new ForwardingEntry
                    {
                        MacAddress = $"02:42:0a:00:00:{other:x2}",
                        Device = "vxlan0",
                        Destination = Address(other),
                    }),
            ],
        };

    private static Link Link(string name, string? kind, int index, string? address = null) =>
        new()
        {
            Index = index,
            Name = name,
            Kind = kind,
            LinkType = "ether",
            Mtu = 1500,
            Up = true,
            Addresses = address is null
                ? []
                :
                [
                    new LinkAddress
                    {
                        Address = address.Split('/')[0],
                        PrefixLength = int.Parse(address.Split('/')[1], CultureInfo.InvariantCulture),
                    },
                ],
        };

    private sealed record Task(int At, string Service, string Name, string Id, int Network, string Address)
    {
        public static Task Create(int at, int perService, int networks)
        {
            var service = at / perService;
            var name = $"service{service}.{(at % perService) + 1}.{at:x8}";
            return new Task(
                at,
                $"service{service}",
                name,
                $"{at:x8}".PadRight(64, '0'),
                service % networks,
                $"10.{20 + (service % networks)}.{1 + (at / 250)}.{2 + (at % 250)}"
            );
        }
    }
}
