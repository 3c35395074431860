using NetAudit.Snapshots;

namespace NetAudit.Findings;

/// <summary>
/// From 28.0 on the engine drops what reaches a container's address from another link than its bridge: raw PREROUTING
/// <c>-d ADDRESS ! -i BRIDGE -j DROP</c> with iptables, a rule commented "DROP DIRECT ACCESS" with nftables.
/// </summary>
internal static class DirectAccessDrops
{
    public static IEnumerable<FirewallRule> Of(HostSnapshot host)
    {
        var endpoints = host.RunningContainers().SelectMany(container => container.Endpoints);
        var addresses = endpoints.Select(endpoint => endpoint.IPv4Address).Where(address => address.Length > 0).ToList();
        return host.HostRules().Where(rule =>
            rule.Tool == FirewallTool.Nft ? rule.Comment == "DROP DIRECT ACCESS" : DropsAny(rule, addresses));
    }

    /// <summary>Whether a rule is for one of these addresses.</summary>
    public static bool IsFor(FirewallRule rule, IEnumerable<string> addresses) =>
        rule.Values(FirewallMatchKind.Destination).Intersect(addresses.Select(address => address + "/32")).Any();

    private static bool DropsAny(FirewallRule rule, List<string> addresses) =>
        rule is { Table: "raw", Chain: "PREROUTING" }
        && rule.Does(FirewallTargetKind.Drop)
        && rule.NotValues(FirewallMatchKind.InLink).Any()
        && IsFor(rule, addresses);
}
