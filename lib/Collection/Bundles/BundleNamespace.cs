using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Bundles;

/// <summary>Reads the files of one network namespace.</summary>
internal static class BundleNamespace
{
    /// <param name="bundle">The bundle.</param>
    /// <param name="folder">Its folder, with a slash after it: "host/".</param>
    public static NetworkNamespace Read(Bundle bundle, string folder) =>
        new()
        {
            Links = Links(bundle, folder),
            Routes = Routes(bundle, folder),
            Rules = WholeEntries.Rules(bundle.Array(folder + "rules.json")) is { } rules ? IpJsonTables.Rules(rules) : null,
            Forwarding = WholeEntries.Forwarding(bundle.Array(folder + "fdb.json")) is { } forwarding
                ? IpJsonTables.Forwarding(forwarding)
                : null,
            Neighbors = WholeEntries.Neighbors(bundle.Array(folder + "neighbors.json")) is { } neighbors
                ? IpJsonTables.Neighbors(neighbors)
                : null,
            Firewall = Firewall(bundle, folder).Read(),
            IpSets = bundle.Text(folder + "ipset.txt") is { } sets ? [.. TextLines.Read(sets)] : null,
            XfrmStates = bundle.Text(folder + "xfrm-state.txt") is { } states ? XfrmText.Read(states) : null,
            XfrmPolicies = bundle.Text(folder + "xfrm-policy.txt") is { } policies ? XfrmPolicyText.Read(policies) : null,
            Sysctls = bundle.Text(folder + "sysctl.txt") is { } settings ? SysctlText.Read(settings) : null,
            Counters = bundle.Text(folder + "snmp.txt") is { } counters ? ProtocolCounters.Read(counters) : null,
            Ipvs = bundle.Text(folder + "ip_vs.txt") is { } services
                ? IpvsText.Read(services, bundle.Text(folder + "ip_vs_stats.txt"))
                : null,
            Listeners = bundle.Text(folder + "listeners.txt") is { } listeners ? SsText.Read(listeners, listeners: true) : null,
            Connections = bundle.Text(folder + "connections.txt") is { } connections ? SsText.Read(connections, listeners: false) : null,
        };

    /// <summary>The routes; null if IPv4's are missing: IPv6's alone would look as if there were no IPv4 routes.</summary>
    private static IReadOnlyList<Route>? Routes(Bundle bundle, string folder) =>
        WholeEntries.Routes(bundle.Array(folder + "routes.json")) is { } routes
            ? IpJsonRoutes.Read(routes, WholeEntries.Routes(bundle.Array(folder + "routes6.json")))
        : bundle.Text(folder + "proc-net/route") is { } route ? ProcNet.Routes(route)
        : null;

    private static FirewallText Firewall(Bundle bundle, string folder) =>
        new()
        {
            Iptables = bundle.Text(folder + "iptables.txt"),
            IptablesLegacy = bundle.Text(folder + "iptables-legacy.txt"),
            Ip6tables = bundle.Text(folder + "iptables6.txt"),
            Ip6tablesLegacy = bundle.Text(folder + "ip6tables-legacy.txt"),
            Nft = bundle.Text(folder + "nftables.txt"),
        };

    private static IReadOnlyList<Link>? Links(Bundle bundle, string folder)
    {
        var links = IpLinks(bundle, folder) ?? ProcLinks(bundle, folder + "proc-net/");
        if (links is null || bundle.Text(folder + "ethtool.txt") is not { } text)
        {
            return links;
        }

        var drivers = EthtoolText.Read(text);
        return [.. links.Select(link => drivers.TryGetValue(link.Name, out var driver) ? link with { Driver = driver } : link)];
    }

    /// <summary>
    /// The links; null if either list is missing. A link without seen addresses would look as if it had none, and a bridge of unknown kind
    /// as if it were no bridge.
    /// </summary>
    private static IReadOnlyList<Link>? IpLinks(Bundle bundle, string folder) =>
        WholeEntries.Links(bundle.Array(folder + "links.json")) is { } links
        && WholeEntries.Addresses(bundle.Array(folder + "addresses.json")) is { } addresses
            ? IpJsonLinks.Read(links, addresses)
            : null;

    private static IReadOnlyList<Link>? ProcLinks(Bundle bundle, string folder) =>
        bundle.Text(folder + "dev") is { } dev
            ? ProcNet.Links(
                dev,
                bundle.Text(folder + "fib_trie") ?? "",
                bundle.Text(folder + "route") ?? "",
                bundle.Text(folder + "if_inet6") ?? ""
            )
            : null;
}
