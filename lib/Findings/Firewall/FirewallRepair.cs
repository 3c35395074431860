using System.Globalization;
using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;

namespace NetAudit.Findings;

/// <summary>
/// The commands that let a packet pass a base chain that drops it. A rule that accepts, before the one that drops, ends the packet's way in
/// that base chain only, so each one that drops it needs its own.
/// </summary>
internal static class FirewallRepair
{
    private const int MostPeers = 6;

    /// <summary>A command for each base chain, to accept what hosts send here or are sent.</summary>
    public static IEnumerable<ShellText> Commands(Firewall firewall, IEnumerable<FilteredTraffic> filtered) =>
        from one in filtered
        from decision in one.DecidedBy
        group one by (
            Key: ChainKey.From(decision.Base),
            Hook: new Hook(decision.Base, decision.Rule is null && ReachesItsEnd(firewall, decision.Base)),
            one.Traffic,
            one.IsInbound
        ) into same
        let peers = same.Select(one => one.Path.Peer).Distinct().ToList()
        select Accept(Program(firewall, same.Key.Hook.Chain), same.Key.Hook, same.Key.Traffic, peers, same.Key.IsInbound);

    /// <summary>What makes it last, by the tool that manages the rules.</summary>
    public static ShellText Keep(Firewall firewall) =>
        firewall.Chains.Any(chain => chain.Name.StartsWith("ufw-", StringComparison.Ordinal))
            ? (ShellText)$"ufw manages these rules: allow it there too (ufw allow ...), or the next reload removes it"
        : firewall.Chains.Any(chain => chain.Table == "firewalld" || chain.Name == "INPUT_ZONES")
            ? (ShellText)(
                $"firewalld manages these rules: allow it there too (firewall-cmd --permanent --add-port=... or "
                + $"--add-protocol=...), or the next reload removes it"
            )
        : $"also add it to the rules that are loaded at boot";

    /// <summary>The tool that changes a chain's table: "iptables-legacy", "ip6tables".</summary>
    public static ShellText Program(Firewall firewall, FirewallChain chain)
    {
        var program = chain.Family == FirewallFamily.Ip6 ? "ip6tables" : "iptables";
        return chain.Tool == FirewallTool.IptablesLegacy ? (ShellText)$"{program}-legacy"
            : firewall.Chains.Any(other => other.Tool == FirewallTool.IptablesLegacy) ? (ShellText)$"{program}-nft"
            : $"{program}";
    }

    /// <summary>" -t raw"; the table filter needs none.</summary>
    public static ShellText Table(FirewallChain chain) => chain.Table == "filter" ? (ShellText)$"" : $" -t {chain.Table}";

    /// <summary>
    /// A policy decides after all rules, so one that accepts may be the last: then it overrides none, such as the engine's that drops an
    /// encrypted network's packets where they come unencrypted.
    /// </summary>
    private static ShellText Accept(ShellText program, Hook hook, NeededTraffic traffic, List<string> peers, bool isInbound)
    {
        var chain = hook.Chain;
        var protocol = traffic.Protocol.Name.ToLowerInvariant() is "ipip" ? "4" : traffic.Protocol.Name.ToLowerInvariant();
        var hasPeers = peers.Count is > 0 and <= MostPeers;
        var port = traffic.Port?.ToString(CultureInfo.InvariantCulture);
        if (chain.Tool != FirewallTool.Nft)
        {
            var place = hook.IsByPolicy ? (ShellText)$"-A" : $"-I";
            var side = isInbound ? (ShellText)$"-s" : $"-d";
            var address = hasPeers ? (ShellText)$" {side} {string.Join(",", peers)}" : $"";
            var destination = port is null ? (ShellText)$"" : $" --dport {port}";
            return $"{program}{Table(chain)} {place} {chain.Name} -p {protocol}{destination}{address} -j ACCEPT";
        }

        var family = peers.Any(peer => peer.IndexOf(':') >= 0) ? "ip6" : "ip";
        var from = hasPeers ? $"{family} {(isInbound ? "saddr" : "daddr")} {{ {string.Join(", ", peers.Select(NftText.Address))} }} " : "";
        var match = port is null ? $"meta l4proto {protocol}" : $"{protocol} dport {port}";
        var rule = $"{from}{match} accept";
        var verb = hook.IsByPolicy ? "add" : "insert";
        return $"nft {verb} rule {chain.Family.Word()} {NftText.Name(chain.Table)} {NftText.Name(chain.Name)} {rule}";
    }

    /// <summary>
    /// Whether each packet that no rule decides on comes to the chain's end. One that returns from a base chain, or leaves it for
    /// another one for good, gets the policy before a last rule is looked at.
    /// </summary>
    private static bool ReachesItsEnd(Firewall firewall, FirewallChain chain) =>
        !firewall.Rules.Any(rule => ChainKey.From(rule) == ChainKey.From(chain) && rule.Targets.Any(MayLeave));

    private static bool MayLeave(FirewallTarget target) =>
        target.Kind
            is FirewallTargetKind.Return
                or FirewallTargetKind.Goto
                or FirewallTargetKind.VerdictMap
                or FirewallTargetKind.Queue
                or FirewallTargetKind.Unknown;

    /// <summary>A base chain, and whether a rule may be its last: its policy decides.</summary>
    private sealed record Hook(FirewallChain Chain, bool IsByPolicy);
}
