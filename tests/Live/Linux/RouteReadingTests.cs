using System.Text.Json;
using NetAudit.Snapshots;
using static NetAudit.Live.Tests.Linux.IpJson;

namespace NetAudit.Live.Tests.Linux;

/// <summary>NamespaceReader's answer is compared with iproute2's, field by field: routes and rules.</summary>
public sealed class RouteReadingTests(FurnishedNamespace furnished) : FurnishedTestBase(furnished)
{
    [Theory]
    [InlineData(4, "-j -d -4 route show table all")]
    [InlineData(6, "-j -d -6 route show table all")]
    public async Task Routes_are_those_that_ip_route_shows(int family, string command)
    {
        var seen = Seen.Routes!.Where(route => route.Family == family);
        var expected = (await Furnished.IpAsync(command))
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
        var expected = (await Furnished.IpAsync("-j rule")).Select(rule => new RoutingRule
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
}
