using NetAudit.PacketPath.Routing;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.PacketPath.Routing;

/// <summary>Routing as the kernel does it, in typical namespaces. Live tests compare it with a kernel.</summary>
public sealed class RouteLookupTests
{
    private static readonly Link Loopback = new()
    {
        Index = 1,
        Name = "lo",
        LinkType = "loopback",
        Up = true,
        Mtu = 65536,
        Addresses = [Address("127.0.0.1/8")],
    };
    private static readonly Link Ethernet = Wire(2, "eth0", 1500, "192.0.2.10/24", "192.0.2.11/24", "198.51.100.1/24");
    private static readonly Link WireGuard = Wire(3, "wg0", 1420, "10.97.0.1/24");
    private static readonly Route Default = new()
    {
        Family = 4,
        Destination = "default",
        Gateway = "192.0.2.1",
        Device = "eth0",
    };
    private static readonly Route Connected = new()
    {
        Family = 4,
        Destination = "192.0.2.0/24",
        Device = "eth0",
        Scope = "link",
        Source = "192.0.2.10",
    };
    private static readonly Route Second = new()
    {
        Family = 4,
        Destination = "198.51.100.0/24",
        Device = "eth0",
        Scope = "link",
        Source = "198.51.100.1",
    };
    private static readonly Route Tunnel = new()
    {
        Family = 4,
        Destination = "10.97.0.0/24",
        Device = "wg0",
        Scope = "link",
        Source = "10.97.0.1",
    };

    [Fact]
    public void The_longest_prefix_gives_link_source_and_mtu()
    {
        var answer = Find("10.97.0.2", [Default, Connected, Tunnel]);
        Assert.Equal((RouteOutcome.Unicast, "wg0", "10.97.0.1", 1420), (answer.Outcome, answer.Link?.Name, answer.Source, answer.Mtu));
    }

    [Fact]
    public void A_gateway_gets_the_links_address_in_its_own_subnet_as_source()
    {
        var route = Default with { Destination = "203.0.113.0/24", Gateway = "198.51.100.7" };
        var answer = Find("203.0.113.5", [Connected, Second, route]);
        Assert.Equal(("198.51.100.7", "198.51.100.1"), (answer.Gateway, answer.Source));
    }

    [Fact]
    public void A_routes_own_mtu_counts_where_it_is_smaller() =>
        Assert.Equal(1400, Find("203.0.113.5", [Connected, Default with { Mtu = 1400 }]).Mtu);

    [Fact]
    public void A_routes_own_mtu_doesnt_raise_the_links() =>
        Assert.Equal(1500, Find("203.0.113.5", [Connected, Default with { Mtu = 9000 }]).Mtu);

    [Fact]
    public void An_own_address_stays() => Assert.Equal(RouteOutcome.Local, Find("192.0.2.11", [Connected]).Outcome);

    [Fact]
    public void Without_a_route_there_is_none() => Assert.Equal(RouteOutcome.NoRoute, Find("203.0.113.5", [Connected]).Outcome);

    [Fact]
    public void A_blackhole_takes_it() =>
        Assert.Equal(
            RouteOutcome.Blackhole,
            Find(
                "203.0.113.5",
                [
                    Default,
                    new()
                    {
                        Family = 4,
                        Type = "blackhole",
                        Destination = "203.0.113.0/24",
                    },
                ]
            ).Outcome
        );

    [Fact]
    public void The_lower_metric_wins()
    {
        var answer = Find("203.0.113.5", [Default with { Metric = 100 }, Default with { Metric = 50, Gateway = "192.0.2.2" }]);
        Assert.Equal("192.0.2.2", answer.Gateway);
    }

    [Fact]
    public void Of_several_next_hops_on_two_links_none_is_told()
    {
        var answer = Find("203.0.113.5", [Connected, Tunnel, Default, Default with { Device = "wg0", Gateway = "10.97.0.9" }]);
        Assert.True(answer is { Outcome: RouteOutcome.Unicast, Link: null, Source: null, Mtu: null });
    }

    [Fact]
    public void As_wg_quick_sets_it_up_all_but_its_own_packets_go_into_the_tunnel()
    {
        RoutingRule[] rules =
        [
            new() { Priority = 0, Table = "local" },
            new()
            {
                Priority = 32764,
                Table = "main",
                SuppressedPrefixLength = 0,
            },
            new()
            {
                Priority = 32765,
                Table = "51820",
                Mark = "0xca6c",
                Inverted = true,
            },
            new() { Priority = 32766, Table = "main" },
        ];
        Route[] routes =
        [
            Default,
            Connected,
            new()
            {
                Family = 4,
                Destination = "default",
                Device = "wg0",
                Scope = "link",
                Table = "51820",
            },
        ];
        Assert.Equal("wg0", Find("203.0.113.5", routes, rules).Link?.Name);
        Assert.Equal("eth0", Find("192.0.2.77", routes, rules).Link?.Name);
        Assert.Equal("eth0", Find("203.0.113.5", routes, rules, 0xca6c).Link?.Name);
    }

    [Fact]
    public void A_rule_that_asks_for_more_than_was_kept_cant_be_told()
    {
        RoutingRule[] rules =
        [
            new()
            {
                Priority = 5,
                Table = "100",
                OtherConditions = "ipproto dport",
            },
            new() { Priority = 32766, Table = "main" },
        ];
        Assert.Equal(RouteOutcome.Unknown, Find("203.0.113.5", [Default], rules).Outcome);
    }

    [Fact]
    public void Tables_whose_rules_were_not_seen_cant_be_told() =>
        Assert.Equal(RouteOutcome.Unknown, Find("203.0.113.5", [Default, Default with { Table = "100" }]).Outcome);

    [Fact]
    public void Routes_that_were_not_seen_give_no_lookup() => Assert.Null(RouteLookup.Create(new() { Links = [Ethernet] }));

    [Fact]
    public void A_bound_packet_goes_by_its_link_even_without_a_route()
    {
        var query = RouteQuery.Create("203.0.113.5")! with { OutLink = "wg0" };
        var answer = Lookup([Connected, Default], null).Find(query);
        Assert.Equal((RouteOutcome.Unicast, "wg0", "10.97.0.1"), (answer.Outcome, answer.Link?.Name, answer.Source));
    }

    private static RouteAnswer Find(string address, Route[] routes, RoutingRule[]? rules = null, uint mark = 0) =>
        Lookup(routes, rules).Find(RouteQuery.Create(address)! with { Mark = mark });

    private static RouteLookup Lookup(Route[] routes, RoutingRule[]? rules) =>
        RouteLookup.Create(
            new()
            {
                Links = [Loopback, Ethernet, WireGuard],
                Routes = routes,
                Rules = rules,
            }
        )!;

    private static Link Wire(int index, string name, int mtu, params string[] addresses) =>
        new()
        {
            Index = index,
            Name = name,
            LinkType = "ether",
            Up = true,
            Mtu = mtu,
            Addresses = [.. addresses.Select(Address)],
        };

    private static LinkAddress Address(string text)
    {
        var parts = text.Split('/');
        return new()
        {
            Address = parts[0],
            PrefixLength = int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture),
            Scope = "global",
        };
    }
}
