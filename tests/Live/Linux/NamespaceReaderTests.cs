using System.Text.Json;
using System.Text.RegularExpressions;
using NetAudit.Snapshots;
using static NetAudit.Live.Tests.Linux.IpJson;

namespace NetAudit.Live.Tests.Linux;

/// <summary>The reader's answer is held against iproute2's, field by field.</summary>
public sealed partial class NamespaceReaderTests(FurnishedNamespace furnished) : IClassFixture<FurnishedNamespace>
{
    private NetworkNamespace Seen
    {
        get
        {
            Assert.SkipWhen(furnished.WhyNot is not null, furnished.WhyNot ?? "");
            return furnished.Seen;
        }
    }

    [Fact]
    public async Task Links_are_those_that_ip_link_shows()
    {
        var seen = Seen.Links!;
        var links = await furnished.IpAsync("-j -d link");
        var indexes = links.ToDictionary(link => Text(link, "ifname")!, link => Number(link, "ifindex"));
        var expected = links.Select(link => new
        {
            Index = (int)Number(link, "ifindex")!,
            Name = Text(link, "ifname")!,
            Kind = Text(Part(link, "linkinfo"), "info_kind"),
            LinkType = Text(link, "link_type"),
            Mtu = (int)Number(link, "mtu")!,
            Mac = Text(link, "address") is { Length: 17 } mac ? mac : null,
            Up = Strings(link, "flags").Contains("UP"),
            Master = Text(link, "master"),
            Peer = (int?)(Number(link, "link_index") ?? (Text(link, "link") is { } lower ? indexes[lower] : null)),
            PeerNamespace = (int?)Number(link, "link_netnsid"),
        });
        Assert.Equal(
            expected,
            seen.Select(link => new
            {
                link.Index,
                link.Name,
                link.Kind,
                link.LinkType,
                link.Mtu,
                Mac = link.MacAddress,
                link.Up,
                link.Master,
                Peer = link.PeerIndex,
                PeerNamespace = link.PeerNamespaceId,
            })
        );

        Assert.Contains(seen, link => link is { Kind: "veth", Master: "br0", PeerNamespaceId: null, PeerIndex: not null, Mtu: 1400 });
        Assert.Contains(seen, link => link is { Name: "veth0", PeerNamespaceId: not null });
        Assert.Contains(seen, link => link is { Kind: "tun", LinkType: "none", MacAddress: null });
        Assert.Contains(seen, link => link is { Kind: "macvlan" });
        Assert.Contains(seen, link => link is { Kind: null, LinkType: "loopback", IsLoopback: true });
    }

    [Fact]
    public async Task Vxlan_settings_are_those_that_ip_link_shows()
    {
        var seen = Seen.Links!;
        var expected = (await furnished.IpAsync("-j -d link show type vxlan"))
            .Select(link => (link, data: Part(Part(link, "linkinfo"), "info_data")))
            .Select(pair =>
                (
                    Text(pair.link, "ifname")!,
                    new VxlanFacts
                    {
                        Vni = (int)(Number(pair.data, "id") ?? 0),
                        Port = (int)Number(pair.data, "port")!,
                        Local = Text(pair.data, "local") ?? Text(pair.data, "local6"),
                        Remote =
                            Text(pair.data, "remote")
                            ?? Text(pair.data, "remote6")
                            ?? Text(pair.data, "group")
                            ?? Text(pair.data, "group6"),
                        Learning = True(pair.data, "learning"),
                        Proxy = True(pair.data, "proxy"),
                    }
                )
            )
            .ToList();
        Assert.Equal(expected, seen.Where(link => link.Vxlan is not null).Select(link => (link.Name, link.Vxlan!)));

        Assert.Equal(
            new VxlanFacts
            {
                Vni = 42,
                Port = 8472,
                Local = "10.9.0.1",
                Remote = "10.9.0.2",
                Learning = false,
                Proxy = false,
            },
            seen.Single(link => link.Name == "vx0").Vxlan
        );
        Assert.Equal(
            new VxlanFacts
            {
                Vni = 16777215,
                Port = 4789,
                Local = null,
                Remote = "239.1.1.1",
                Learning = true,
                Proxy = true,
            },
            seen.Single(link => link.Name == "vx1").Vxlan
        );
        Assert.Equal("fd00::2", seen.Single(link => link.Name == "vx2").Vxlan?.Remote);
    }

    [Fact]
    public async Task Addresses_are_those_that_ip_addr_shows()
    {
        var expected = (await furnished.IpAsync("-j addr")).SelectMany(link =>
            Part(link, "addr_info")!
                .Value.EnumerateArray()
                .Select(address =>
                    (
                        Text(link, "ifname")!,
                        new LinkAddress
                        {
                            Address = Text(address, "local")!,
                            PrefixLength = (int)Number(address, "prefixlen")!,
                            Scope = Text(address, "scope"),
                        }
                    )
                )
        );
        Assert.Equal(expected, Seen.Links!.SelectMany(link => link.Addresses.Select(address => (link.Name, address))));
        Assert.Contains(Seen.Links!, link => link.Name == "tun0" && link.Addresses is [{ Address: "10.10.0.1", PrefixLength: 32 }, ..]);
    }

    [Theory]
    [InlineData(4, "-j -d -4 route show table all")]
    [InlineData(6, "-j -d -6 route show table all")]
    public async Task Routes_are_those_that_ip_route_shows(int family, string command)
    {
        var seen = Seen.Routes!.Where(route => route.Family == family);
        var expected = (await furnished.IpAsync(command))
            .Where(route => Text(route, "table") != "local")
            .SelectMany(route => ExpectedRoutes(family, route));
        Assert.Equal(expected.Select(Words), seen.Select(Words));
    }

    [Fact]
    public void Routes_have_the_fields_words()
    {
        var routes = Seen.Routes!.Select(Words).ToList();
        Assert.Contains("4 unicast 192.0.2.0/24 via 10.9.0.2 dev veth0 proto bird scope global src  table main metric  []", routes);
        Assert.Contains("4 blackhole 198.51.100.0/26 via  dev  proto bird scope global src  table main metric  []", routes);
        Assert.Contains("4 unicast 203.0.113.0/24 via 10.8.8.8 dev veth0 proto boot scope global src  table main metric  [onlink]", routes);
        Assert.Contains("4 unicast 172.20.0.0/16 via 10.7.7.7 dev veth0 proto boot scope global src  table main metric  [onlink]", routes);
        Assert.Contains("4 unicast 172.20.0.0/16 via 10.9.0.2 dev veth0 proto boot scope global src  table main metric  []", routes);
        Assert.Contains("4 unicast 172.23.0.0/16 via fd00::2 dev veth0 proto boot scope global src  table main metric  []", routes);
        Assert.Contains("4 unicast 172.22.0.1 via  dev veth0 proto boot scope link src 10.9.0.1 table 100 metric  []", routes);
        Assert.Contains(
            "4 unicast 10.12.0.0/24 via  dev idle0 proto kernel scope link src 10.12.0.1 table main metric  [linkdown]",
            routes
        );
        Assert.Contains("4 unicast default via 10.9.0.254 dev veth0 proto boot scope global src  table main metric  []", routes);
        Assert.DoesNotContain(routes, route => route.Contains("table local", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rules_are_those_that_ip_rule_shows()
    {
        var expected = (await furnished.IpAsync("-j rule")).Select(rule => new RoutingRule
        {
            Priority = Number(rule, "priority")!.Value,
            From = Text(rule, "src") + (Number(rule, "srclen") is { } from ? $"/{from}" : ""),
            To = Text(rule, "dst") is { } destination ? destination + (Number(rule, "dstlen") is { } to ? $"/{to}" : "") : null,
            Table = Text(rule, "table"),
            Mark = Text(rule, "fwmark") is { } mark ? mark + (Text(rule, "fwmask") is { } mask ? "/" + mask : "") : null,
            Action = Text(rule, "action"),
        });
        Assert.Equal(expected, Seen.Rules!);
        Assert.Contains(
            new RoutingRule
            {
                Priority = 100,
                Table = "100",
                Mark = "0x100",
            },
            Seen.Rules!
        );
        Assert.Contains(
            new RoutingRule
            {
                Priority = 101,
                Table = "100",
                Mark = "0x100/0xf00",
            },
            Seen.Rules!
        );
    }

    [Fact]
    public async Task Forwarding_entries_are_those_that_bridge_fdb_shows()
    {
        var expected = (await furnished.BridgeAsync("-j fdb")).Select(entry => new ForwardingEntry
        {
            MacAddress = Text(entry, "mac")!,
            Device = Text(entry, "ifname")!,
            Destination = Text(entry, "dst"),
            State = Text(entry, "state"),
        });
        Assert.Equal(expected, Seen.Forwarding!);
        Assert.Contains(
            new ForwardingEntry
            {
                MacAddress = "02:00:00:00:01:01",
                Device = "vx0",
                Destination = "10.9.0.4",
                State = "permanent",
            },
            Seen.Forwarding!
        );
        Assert.Contains(
            new ForwardingEntry
            {
                MacAddress = "02:00:00:00:01:02",
                Device = "vx2",
                Destination = "fd00::5",
                State = "static",
            },
            Seen.Forwarding!
        );
    }

    [Fact]
    public async Task Neighbours_are_those_that_ip_neigh_shows()
    {
        var expected = (await furnished.IpAsync("-j neigh")).Select(neighbor => new Neighbor
        {
            Address = Text(neighbor, "dst")!,
            Device = Text(neighbor, "dev")!,
            MacAddress = Text(neighbor, "lladdr"),
            State = string.Join(",", Strings(neighbor, "state")),
        });
        Assert.Equal(
            expected.Select(Lasting).OrderBy(neighbor => neighbor.Address),
            Seen.Neighbors!.Select(Lasting).OrderBy(neighbor => neighbor.Address)
        );
        Assert.Contains(
            new Neighbor
            {
                Address = "fd00::77",
                Device = "veth0",
                MacAddress = "02:00:00:00:00:78",
                State = "PERMANENT",
            },
            Seen.Neighbors!
        );
    }

    [Theory]
    [InlineData(true, "ss -Hlntup")]
    [InlineData(false, "ss -Hntup")]
    public async Task Sockets_are_those_that_ss_shows(bool listening, string command)
    {
        var seen = (listening ? Seen.Listeners! : Seen.Connections!).Select(SocketWords).Order().ToList();
        Assert.Equal(ExpectedSockets(await furnished.Home.ExecuteAsync(command), listening).Order(), seen);

        var own = $" {Environment.ProcessId}";
        Assert.Contains(listening ? "tcp *:7003" : "tcp 127.0.0.1:7003", seen.Select(line => string.Join(' ', line.Split(' ')[..2])));
        Assert.Contains(seen, line => line.EndsWith(own, StringComparison.Ordinal));
        if (listening)
        {
            // VXLAN's socket is the kernel's own: no process.
            Assert.Contains("udp *:8472 :  ", seen);
        }
    }

    [Fact]
    public void Ipsec_states_are_seen_and_their_keys_are_not()
    {
        var seen = Seen.XfrmStates!;
        var waiting = Assert.Single(seen, state => state.RequestId == 7);
        Assert.Equal(("10.9.0.1", "10.9.0.2", "esp", "transport"), (waiting.Source, waiting.Destination, waiting.Protocol, waiting.Mode));
        Assert.InRange(waiting.Spi!.Value, 256, 300);
        var ready = new XfrmState
        {
            Source = "fd00::1",
            Destination = "fd00::2",
            Protocol = "esp",
            RequestId = 8,
            Spi = 0x400,
            Mode = "transport",
        };
        Assert.Equal(furnished.HasEsp, seen.Contains(ready));
        Assert.Equal(furnished.HasEsp ? 2 : 1, seen.Count);
        Assert.DoesNotContain(FurnishedNamespace.TestKey, JsonSerializer.Serialize(Seen), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What is being asked for changes from one look to the next: that nobody answered may be told by two words.</summary>
    private static Neighbor Lasting(Neighbor neighbor) =>
        neighbor.State is "INCOMPLETE" or "FAILED" ? neighbor with { State = "asked" } : neighbor;

    private static IEnumerable<Route> ExpectedRoutes(int family, JsonElement route)
    {
        var whole = new Route
        {
            Family = family,
            Type = Text(route, "type") ?? "unicast",
            Destination = Text(route, "dst")!,
            Gateway = Gateway(route),
            Device = Text(route, "dev"),
            Protocol = Text(route, "protocol"),
            Scope = Text(route, "scope"),
            Source = Text(route, "prefsrc"),
            Table = Text(route, "table") ?? "main",
            Metric = Number(route, "metric"),
            Flags = Strings(route, "flags"),
        };
        return Part(route, "nexthops") is not { } hops
            ? [whole]
            : hops.EnumerateArray()
                .Select(hop =>
                    whole with
                    {
                        Gateway = Gateway(hop),
                        Device = Text(hop, "dev"),
                        Flags = [.. Strings(route, "flags").Union(Strings(hop, "flags"))],
                    }
                );
    }

    private static string? Gateway(JsonElement route) => Text(route, "gateway") ?? Text(Part(route, "via"), "host");

    private static string Words(Route route) =>
        $"{route.Family} {route.Type} {route.Destination} via {route.Gateway} dev {route.Device} proto {route.Protocol} scope "
        + $"{route.Scope} src {route.Source} table {route.Table} metric {route.Metric} [{string.Join(' ', route.Flags)}]";

    private static string SocketWords(SocketEntry socket) =>
        $"{socket.Protocol} {socket.LocalAddress}:{socket.LocalPort} {socket.RemoteAddress}:{socket.RemotePort} {socket.Process} "
        + $"{socket.Pid}";

    private static IEnumerable<string> ExpectedSockets(string text, bool listening) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line =>
            {
                var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                var process = Owner().Match(line);
                return $"{words[0]} {Endpoint(words[4])} {(listening ? ":" : Endpoint(words[5]))} {process.Groups[1].Value} "
                    + $"{process.Groups[2].Value}";
            });

    private static string Endpoint(string words)
    {
        var colon = words.LastIndexOf(':');
        var address = words[..colon].Trim('[', ']').Split('%')[0].Replace("::ffff:", "", StringComparison.Ordinal);
        return (address is "0.0.0.0" or "::" ? "*" : address) + words[colon..];
    }

    [GeneratedRegex("""\(\("([^"]*)",pid=(\d+)""")]
    private static partial Regex Owner();
}
