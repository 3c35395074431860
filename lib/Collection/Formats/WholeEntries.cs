using Newtonsoft.Json.Linq;

namespace NetAudit.Collection.Formats;

/// <summary>
/// Lists of ip and bridge whose every entry has what those programs print of each. If one lacks it, the list was not seen: read without
/// that entry, or with a guess, it would show a link that is down, an address or a route that isn't there.
/// </summary>
internal static class WholeEntries
{
    /// <summary>Of <c>ip -j link</c>.</summary>
    public static JArray? Links(JArray? list) =>
        Whole(list, entry => Has(entry, "ifindex", "ifname", "flags", "mtu", "link_type") && HasKind(entry));

    /// <summary>Of <c>ip -j addr</c>.</summary>
    public static JArray? Addresses(JArray? list) =>
        Whole(
            list,
            entry =>
                Has(entry, "ifindex", "ifname", "addr_info")
                && entry.Objects("addr_info").All(address => Has(address, "local", "prefixlen"))
        );

    /// <summary>Of <c>ip -j route</c>: with details, the main table and the usual type are named too.</summary>
    public static JArray? Routes(JArray? list)
    {
        var isDetailed = Any(list, "table", "main") || Any(list, "type", "unicast");
        return Whole(list, entry => Has(entry, "dst") && (!isDetailed || Has(entry, "table", "type")));
    }

    /// <summary>Of <c>ip -j rule</c>.</summary>
    public static JArray? Rules(JArray? list) => Whole(list, entry => Has(entry, "priority"));

    /// <summary>Of <c>ip -j neigh</c>.</summary>
    public static JArray? Neighbors(JArray? list) => Whole(list, entry => Has(entry, "dst", "dev"));

    /// <summary>Of <c>bridge -j fdb</c>; "dev" in iproute2 before 4.19.</summary>
    public static JArray? Forwarding(JArray? list) =>
        Whole(list, entry => Has(entry, "mac") && (Has(entry, "ifname") || Has(entry, "dev")));

    /// <summary>Of the processes that collect.sh lists.</summary>
    public static JArray? Processes(JArray? list) => Whole(list, entry => Has(entry, "pid", "cmdline"));

    /// <summary>
    /// Of the engine: without an id, an entry can't be distinguished from others, and the rest of the list doesn't say what it is.
    /// </summary>
    public static JArray? Engine(JArray? list) =>
        list is not null && list.All(entry => entry.Word("Id") is not null || entry.Word("ID") is not null) ? list : null;

    // A link whose other end is in another namespace, and one with settings of its kind, are of a kind.
    private static bool HasKind(JObject entry) =>
        entry.Object("linkinfo") is not { } kind
        || kind.Text("info_kind") is not null
        || (entry["link_netnsid"] is null && kind["info_data"] is null);

    // Some versions print an empty object for a link that a filter left out.
    private static JArray? Whole(JArray? list, Func<JObject, bool> isWhole) =>
        list is not null && list.OfType<JObject>().All(entry => entry.Count == 0 || isWhole(entry)) ? list : null;

    private static bool Has(JObject entry, params string[] members) =>
        members.All(member => entry[member] is { Type: not JTokenType.Null });

    private static bool Any(JArray? list, string member, string value) =>
        list is not null && list.OfType<JObject>().Any(entry => entry.Text(member) == value);
}
