using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>What <c>ip -j -d route show table all</c> and its IPv6 form print.</summary>
internal static class IpJsonRoutes
{
    /// <summary>Joins both, each route once, those of the local table left out; null if neither was printed.</summary>
    public static IReadOnlyList<Route>? Read(JsonArray? routes, JsonArray? routes6)
    {
        if (routes is null && routes6 is null)
        {
            return null;
        }

        // "table all" without -6 prints IPv6 routes too.
        var seen = new HashSet<string>();
        return
        [
            .. Entries(routes, 4)
                .Concat(Entries(routes6, 6))
                .Where(route => seen.Add($"{route.Family} {route} src {route.Source} metric {route.Metric} scope {route.Scope}")),
        ];
    }

    private static IEnumerable<Route> Entries(JsonArray? entries, int usualFamily) =>
        (entries ?? [])
            .OfType<JsonObject>()
            .Where(entry => entry.Text("table") != "local" && entry.Text("dst") is not null)
            .SelectMany(entry => Hops(entry, usualFamily));

    /// <summary>One route, or one for each hop of a multipath route.</summary>
    private static IEnumerable<Route> Hops(JsonObject entry, int usualFamily)
    {
        var family = Family(entry, usualFamily);
        var hops = entry.Objects("nexthops").ToList();
        return hops.Count == 0 ? [Route(entry, entry, family)] : hops.Select(hop => Route(entry, hop, family));
    }

    private static Route Route(JsonObject entry, JsonObject hop, int family) =>
        new()
        {
            Family = family,
            Type = entry.Text("type") ?? "unicast",
            Destination = entry.Text("dst")!,
            Gateway = hop.Text("gateway") ?? hop.Object("via").Text("host"),
            Device = hop.Text("dev"),
            Protocol = entry.Text("protocol"),
            Scope = entry.Text("scope"),
            Source = entry.Text("prefsrc"),
            Table = entry.Text("table") ?? "main",
            Metric = entry.Whole("metric"),
            Mtu = entry.Objects("metrics").Select(metrics => metrics.Int("mtu")).FirstOrDefault(),
            Flags = [.. entry.Texts("flags").Concat(ReferenceEquals(entry, hop) ? [] : hop.Texts("flags")).Distinct()],
        };

    private static int Family(JsonObject entry, int usualFamily)
    {
        var destination = entry.Text("dst")!;
        if (destination != "default")
        {
            return IsIPv6(destination) ? 6 : 4;
        }

        // An IPv4 route may go by an IPv6 hop ("via"), but "gateway" is of the route's own family; only IPv6 routes have a preference.
        return entry.Text("gateway") is { } gateway ? (IsIPv6(gateway) ? 6 : 4)
            : entry.Text("pref") is not null ? 6
            : usualFamily;
    }

    private static bool IsIPv6(string address) => address.IndexOf(':') >= 0;
}
