using System.Globalization;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;

namespace NetAudit.Findings;

/// <summary>
/// The commands that let a packet pass a base chain that drops it. A rule that accepts, put before all others, ends the packet's way in
/// that base chain only, so each one that drops it needs its own.
/// </summary>
internal static class FirewallRepair
{
    private const int MostPeers = 6;

    /// <summary>A command for each base chain, to accept what hosts send here or are sent.</summary>
    public static IEnumerable<string> Commands(Firewall firewall, IEnumerable<FilteredTraffic> filtered) =>
        from one in filtered
        from decision in one.DecidedBy
        group one by (Key: ChainKey.From(decision.Base), decision.Base, one.Traffic, one.IsInbound) into same
        let peers = same.Select(one => one.Path.Peer).Distinct().ToList()
        select Accept(Program(firewall, same.Key.Base), same.Key.Base, same.Key.Traffic, peers, same.Key.IsInbound);

    /// <summary>What makes it last, by the tool that manages the rules.</summary>
    public static string Keep(Firewall firewall) =>
        firewall.Chains.Any(chain => chain.Name.StartsWith("ufw-", StringComparison.Ordinal))
            ? "ufw manages these rules: allow it there too (ufw allow ...), or the next reload removes it"
        : firewall.Chains.Any(chain => chain.Table == "firewalld" || chain.Name == "INPUT_ZONES")
            ? "firewalld manages these rules: allow it there too (firewall-cmd --permanent --add-port=... or "
                + "--add-protocol=...), or the next reload removes it"
        : "also add it to the rules that are loaded at boot";

    /// <summary>The tool that changes a chain's table: "iptables-legacy", "ip6tables".</summary>
    public static string Program(Firewall firewall, FirewallChain chain)
    {
        var program = chain.Family == FirewallFamily.Ip6 ? "ip6tables" : "iptables";
        return chain.Tool == FirewallTool.IptablesLegacy ? program + "-legacy"
            : firewall.Chains.Any(other => other.Tool == FirewallTool.IptablesLegacy) ? program + "-nft"
            : program;
    }

    /// <summary>" -t raw"; the table filter needs none.</summary>
    public static string Table(FirewallChain chain) => chain.Table == "filter" ? "" : " -t " + chain.Table;

    private static string Accept(string program, FirewallChain chain, NeededTraffic traffic, List<string> peers, bool isInbound)
    {
        var protocol = traffic.Protocol.Name.ToLowerInvariant() is "ipip" ? "4" : traffic.Protocol.Name.ToLowerInvariant();
        var hasPeers = peers.Count is > 0 and <= MostPeers;
        var port = traffic.Port?.ToString(CultureInfo.InvariantCulture);
        if (chain.Tool != FirewallTool.Nft)
        {
            var address = hasPeers ? $" {(isInbound ? "-s" : "-d")} {string.Join(",", peers)}" : "";
            return $"{program}{Table(chain)} -I {chain.Name} -p {protocol}{(port is null ? "" : " --dport " + port)}{address} -j ACCEPT";
        }

        var family = peers.Any(peer => peer.IndexOf(':') >= 0) ? "ip6" : "ip";
        var from = hasPeers ? $"{family} {(isInbound ? "saddr" : "daddr")} {{ {string.Join(", ", peers)} }} " : "";
        var match = port is null ? $"meta l4proto {protocol}" : $"{protocol} dport {port}";
        return $"nft insert rule {chain.Family.Word()} {chain.Table} {chain.Name} '{from}{match} accept'";
    }
}
