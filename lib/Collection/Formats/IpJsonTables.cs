using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>What <c>ip -j rule</c>, <c>ip -j neigh</c> and <c>bridge -j fdb</c> print.</summary>
internal static class IpJsonTables
{
    /// <summary>Conditions that are noted by name only, and the fields that show each.</summary>
    private static readonly (string Key, string Name)[] Conditions =
    [
        ("tos", "tos"),
        ("dsfield", "tos"),
        ("tun_id", "tun_id"),
        ("suppress_ifgroup", "suppress_ifgroup"),
        ("uid_start", "uidrange"),
        ("ipproto", "ipproto"),
        ("sport", "sport"),
        ("sport_start", "sport"),
        ("dport", "dport"),
        ("dport_start", "dport"),
    ];

    public static IReadOnlyList<RoutingRule> Rules(JsonArray rules) =>
        [
            .. rules
                .OfType<JsonObject>()
                .Where(rule => rule.Whole("priority") is not null)
                .Select(rule => new RoutingRule
                {
                    Priority = rule.Whole("priority")!.Value,
                    From = Subnet(rule, "src") ?? "all",
                    To = Subnet(rule, "dst"),
                    Table = rule.Text("table"),
                    Mark = rule.Text("fwmark") is { } mark ? mark + (rule.Text("fwmask") is { } mask ? "/" + mask : "") : null,
                    Inverted = rule.ContainsKey("not"),
                    InLink = rule.Text("iif"),
                    OutLink = rule.Text("oif"),
                    SuppressedPrefixLength = rule.Int("suppress_prefixlen"),
                    Action = Action(rule),
                    GoesTo = rule.Whole("goto"),
                    OtherConditions = Joined(
                        Conditions.Where(condition => rule.ContainsKey(condition.Key)).Select(condition => condition.Name).Distinct()
                    ),
                }),
        ];

    public static IReadOnlyList<Neighbor> Neighbors(JsonArray neighbors) =>
        [
            .. neighbors
                .OfType<JsonObject>()
                .Where(entry => entry.Text("dst") is not null && entry.Text("dev") is not null)
                .Select(entry => new Neighbor
                {
                    Address = entry.Text("dst")!,
                    Device = entry.Text("dev")!,
                    MacAddress = entry.Text("lladdr"),
                    State = entry.Texts("state") is { Count: > 0 } states ? string.Join(",", states) : null,
                }),
        ];

    public static IReadOnlyList<ForwardingEntry> Forwarding(JsonArray entries) =>
        [
            .. entries
                .OfType<JsonObject>()
                .Where(entry => entry.Text("mac") is not null && Device(entry) is not null)
                .Select(entry => new ForwardingEntry
                {
                    MacAddress = entry.Text("mac")!,
                    Device = Device(entry)!,
                    Destination = entry.Text("dst"),
                    State = entry.Text("state"),
                }),
        ];

    private static string? Joined(IEnumerable<string> names) => string.Join(" ", names) is { Length: > 0 } text ? text : null;

    private static string? Action(JsonObject rule) =>
        rule.Text("action") ?? new[] { "goto", "nop", "l3mdev" }.FirstOrDefault(rule.ContainsKey);

    /// <summary>"dev" in iproute2 before 4.19.</summary>
    private static string? Device(JsonObject entry) => entry.Text("ifname") ?? entry.Text("dev");

    private static string? Subnet(JsonObject rule, string name) =>
        rule.Text(name) is not { } address ? null
        : rule.Int(name + "len") is { } length ? $"{address}/{length}"
        : address;
}
