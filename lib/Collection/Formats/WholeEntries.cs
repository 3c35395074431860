namespace NetAudit.Collection.Formats;

/// <summary>
/// Lists of ip and bridge whose every entry has what those programs print of each. If one lacks it, the list was not seen: read without
/// that entry, or with a guess, it would show a link that is down, an address or a route that isn't there.
/// </summary>
internal static class WholeEntries
{
    /// <summary>Of <c>ip -j link</c>.</summary>
    public static JsonArray? Links(JsonArray? list) =>
        Whole(list, entry => Has(entry, "ifindex", "ifname", "flags", "mtu", "link_type") && HasKind(entry));

    /// <summary>Of <c>ip -j addr</c>.</summary>
    public static JsonArray? Addresses(JsonArray? list) =>
        Whole(
            list,
            entry =>
                Has(entry, "ifindex", "ifname", "addr_info")
                && entry.Objects("addr_info").All(address => Has(address, "local", "prefixlen"))
        );

    /// <summary>Of <c>ip -j route</c>: with details, the main table and the usual type are named too.</summary>
    public static JsonArray? Routes(JsonArray? list)
    {
        var isDetailed = Any(list, "table", "main") || Any(list, "type", "unicast");
        return Whole(list, entry => Has(entry, "dst") && (!isDetailed || Has(entry, "table", "type")));
    }

    /// <summary>Of <c>ip -j rule</c>.</summary>
    public static JsonArray? Rules(JsonArray? list) => Whole(list, entry => Has(entry, "priority"));

    /// <summary>Of <c>ip -j neigh</c>.</summary>
    public static JsonArray? Neighbors(JsonArray? list) => Whole(list, entry => Has(entry, "dst", "dev"));

    /// <summary>Of <c>bridge -j fdb</c>; "dev" in iproute2 before 4.19.</summary>
    public static JsonArray? Forwarding(JsonArray? list) =>
        Whole(list, entry => Has(entry, "mac") && (Has(entry, "ifname") || Has(entry, "dev")));

    /// <summary>Of the processes that collect.sh lists.</summary>
    public static JsonArray? Processes(JsonArray? list) => Whole(list, entry => Has(entry, "pid", "cmdline"));

    /// <summary>
    /// Of the engine: without an id, an entry can't be distinguished from others, and the rest of the list doesn't say what it is.
    /// </summary>
    public static JsonArray? Engine(JsonArray? list) => list is not null && list.All(HasId) ? list : null;

    private static bool HasId(object? entry) => entry is JsonObject one && (one.Word("Id") is not null || one.Word("ID") is not null);

    // A link whose other end is in another namespace, and one with settings of its kind, are of a kind.
    private static bool HasKind(JsonObject entry) =>
        entry.Object("linkinfo") is not { } kind
        || kind.Text("info_kind") is not null
        || (!entry.ContainsKey("link_netnsid") && !kind.ContainsKey("info_data"));

    // Some versions print an empty object for a link that a filter left out.
    private static JsonArray? Whole(JsonArray? list, Func<JsonObject, bool> isWhole) =>
        list is not null && list.OfType<JsonObject>().All(entry => entry.Count == 0 || isWhole(entry)) ? list : null;

    private static bool Has(JsonObject entry, params string[] members) => members.All(member => entry[member] is not null);

    private static bool Any(JsonArray? list, string member, string value) =>
        list is not null && list.OfType<JsonObject>().Any(entry => entry.Text(member) == value);
}
