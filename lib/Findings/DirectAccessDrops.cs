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
        var addresses = new HashSet<string>(host.RunningContainers().SelectMany(container => container.Endpoints).Select(endpoint => endpoint.IPv4Address).Where(address => address.Length > 0));
        return host.HostRules().Where(rule => rule.Tool == FirewallTool.Nft
            ? rule.Spec.Contains("DROP DIRECT ACCESS")
            : rule is { Table: "raw", Chain: "PREROUTING" } && rule.Spec.EndsWith("-j DROP", StringComparison.Ordinal) && rule.Spec.Contains("! -i ")
                && addresses.Any(address => rule.Spec.Contains($"-d {address}/32 ")));
    }
}
