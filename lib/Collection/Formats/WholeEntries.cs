namespace NetAudit.Collection.Formats;

/// <summary>
/// Checks that every entry in a list of ip, bridge or the engine has the fields that those programs always print. If one lacks any, the
/// list counts as not seen. A gap or guess would show a link that is down, or an address or route that doesn't exist.
/// </summary>
internal static class WholeEntries
{
    /// <summary>Returns the list of <c>ip -j link</c>; null if it isn't whole.</summary>
    public static JsonArray? Links(JsonArray? list) =>
        Whole(list, entry => Has(entry, "ifindex", "ifname", "flags", "mtu", "link_type") && HasKind(entry));

    /// <summary>Returns the list of <c>ip -j addr</c>; null if it isn't whole.</summary>
    public static JsonArray? Addresses(JsonArray? list) =>
        Whole(
            list,
            entry =>
                Has(entry, "ifindex", "ifname", "addr_info")
                && entry.Objects("addr_info").All(address => Has(address, "local", "prefixlen"))
        );

    /// <summary>
    /// Returns the list of <c>ip -j route</c>; null if it isn't whole. With details, it names the main table and the usual type too.
    /// </summary>
    public static JsonArray? Routes(JsonArray? list)
    {
        var isDetailed = Any(list, "table", "main") || Any(list, "type", "unicast");
        return Whole(list, entry => Has(entry, "dst") && (!isDetailed || Has(entry, "table", "type")));
    }

    /// <summary>Returns the list of <c>ip -j rule</c>; null if it isn't whole.</summary>
    public static JsonArray? Rules(JsonArray? list) => Whole(list, entry => Has(entry, "priority"));

    /// <summary>Returns the list of <c>ip -j neigh</c>; null if it isn't whole.</summary>
    public static JsonArray? Neighbors(JsonArray? list) => Whole(list, entry => Has(entry, "dst", "dev"));

    /// <summary>
    /// Returns the list of <c>bridge -j fdb</c>; null if it isn't whole. iproute2 before 4.19 has "dev" in place of "ifname".
    /// </summary>
    public static JsonArray? Forwarding(JsonArray? list) =>
        Whole(list, entry => Has(entry, "mac") && (Has(entry, "ifname") || Has(entry, "dev")));

    /// <summary>Returns the processes that collect.sh lists; null if the list isn't whole.</summary>
    public static JsonArray? Processes(JsonArray? list) => Whole(list, entry => Has(entry, "pid", "cmdline"));

    /// <summary>Returns a list of the engine's; null if an entry has no ID, as it can't be distinguished from others then.</summary>
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
