using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests;

/// <summary>Builds hosts in a test, with the looks that the solutions' own source gives them.</summary>
internal static class SnapshotBuilder
{
    public static HostSnapshot Host(params Link[] links) =>
        new()
        {
            Host = "built",
            CollectedAt = DateTimeOffset.UnixEpoch,
            Origin = new RecordedOrigin("a test"),
            Engine = new EngineFacts { Component = "Engine", Version = "28.5.2" },
            Networks = [Network("bridge", "bridge", "172.17.0.0/16")],
            Containers = [],
            Processes = [Process("dockerd")],
            HostNamespace = new NetworkNamespace
            {
                Links = [Link("eth0", null, 2) with { Addresses = [Address("192.0.2.1/24")] }, .. links],
                Routes = [],
                Listeners = [],
                Connections = [],
                Firewall = new Firewall(),
            },
        };

    public static HostSnapshot With(this HostSnapshot host, params Route[] routes) =>
        host with
        {
            HostNamespace = host.HostNamespace! with { Routes = [.. host.HostNamespace.Routes!, .. routes] },
        };

    public static HostSnapshot With(this HostSnapshot host, params HostProcess[] processes) =>
        host with
        {
            Processes = [.. host.Processes!, .. processes],
        };

    public static HostSnapshot With(this HostSnapshot host, params Container[] containers) =>
        host with
        {
            Containers = [.. host.Containers!, .. containers],
        };

    public static HostSnapshot With(this HostSnapshot host, params Network[] networks) =>
        host with
        {
            Networks = [.. networks, .. host.Networks!.Where(old => networks.All(network => network.Name != old.Name))],
        };

    /// <summary>Adds rules as iptables-save prints them ("filter -A FORWARD -j DROP"), and their chains.</summary>
    public static HostSnapshot WithRules(this HostSnapshot host, params string[] rules)
    {
        var parts = rules.Select(rule => rule.Split(' ', 4)).ToList();
        var start = parts.Select(part => new FirewallRule
        {
            Tool = FirewallTool.Iptables,
            Table = part[0],
            Chain = part[2],
            Text = part[3],
        });
        var names = parts.Select(part => part[2]).ToHashSet();
        var parsed = start.Select(rule => IptablesRuleText.Read(rule, names.Contains)).ToList();
        var chains = parsed
            .Select(rule => new FirewallChain
            {
                Tool = rule.Tool,
                Table = rule.Table,
                Name = rule.Chain,
            })
            .Distinct();
        return host with
        {
            HostNamespace = host.HostNamespace! with
            {
                Firewall = new Firewall { Rules = parsed, Chains = [.. chains] },
            },
        };
    }

    /// <summary>Adds a running container whose namespace has these links besides lo.</summary>
    public static HostSnapshot WithInside(this HostSnapshot host, Container container, params Link[] links) =>
        host.With(container) with
        {
            ContainerNamespaces = new Dictionary<string, NetworkNamespace>(host.ContainerNamespaces)
            {
                [container.Id] = new() { Links = [Link("lo", null, 1) with { LinkType = "loopback" }, .. links], Routes = [] },
            },
        };

    public static Container Container(string name, string mode = "default", params ContainerEndpoint[] endpoints) =>
        new()
        {
            Id = name.PadRight(64, '0'),
            Name = name,
            Image = "busybox:1",
            State = "running",
            NetworkMode = mode,
            Endpoints = endpoints,
            Resolver = new Resolver { NameServers = ["192.0.2.53"] },
        };

    public static ContainerEndpoint Endpoint(string network, string address, string gateway = "") =>
        new()
        {
            NetworkName = network,
            NetworkId = Network(network, "", null).Id,
            EndpointId = "e" + address,
            IPv4Address = address,
            IPv4PrefixLength = 24,
            IPv4Gateway = gateway,
        };

    public static Network Network(string name, string driver, string? subnet, string scope = "local") =>
        new()
        {
            Id = name.PadRight(64, 'f'),
            Name = name,
            Driver = driver,
            Scope = scope,
            Pools = subnet is null ? null : [new IpamPool { Subnet = subnet }],
            Endpoints = [],
        };

    public static Link Link(string name, string? kind, int index, int mtu = 1500, int? peer = null) =>
        new()
        {
            Index = index,
            Name = name,
            Kind = kind,
            LinkType = "ether",
            Mtu = mtu,
            Up = true,
            PeerIndex = peer,
        };

    public static Link Vxlan(string name, int vni, int port, int index) =>
        Link(name, "vxlan", index, 1450) with
        {
            Vxlan = new VxlanFacts
            {
                Vni = vni,
                Port = port,
                Local = "192.0.2.1",
            },
        };

    public static LinkAddress Address(string cidr) =>
        new()
        {
            Address = cidr.Split('/')[0],
            PrefixLength = int.Parse(cidr.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture),
            Scope = "global",
        };

    public static Route Route(
        string destination,
        string? device,
        string? via = null,
        string protocol = "boot",
        string type = "unicast",
        string table = "main"
    ) =>
        new()
        {
            Family = 4,
            Destination = destination,
            Device = device,
            Gateway = via,
            Protocol = protocol,
            Type = type,
            Table = table,
        };

    public static HostProcess Process(string name, params string[] arguments) =>
        new()
        {
            Pid = 100 + name.Length,
            Name = name,
            CommandLine = [name, .. arguments],
        };

    public static HostFile Lease(string network, string subnet, string path = "/run/flannel/subnet.env") =>
        new()
        {
            Path = path,
            Settings = new Dictionary<string, string>
            {
                ["FLANNEL_NETWORK"] = network,
                ["FLANNEL_SUBNET"] = subnet,
                ["FLANNEL_MTU"] = "1450",
            },
        };
}
