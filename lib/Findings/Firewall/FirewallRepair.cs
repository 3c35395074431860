using System.Globalization;
using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;

namespace NetAudit.Findings;

/// <summary>
/// Builds the commands that let a packet pass the base chains that drop it. An accepting rule ends the packet's path in its own base chain
/// only, so each base chain that drops the packet needs one.
/// </summary>
internal static class FirewallRepair
{
    private const int MostPeers = 6;

    /// <summary>Returns one command per base chain, traffic and direction, which accepts packets from or to the peers.</summary>
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

    /// <summary>Says how to make the change permanent, with ufw, firewalld or the rules loaded at boot.</summary>
    public static ShellText Keep(Firewall firewall) =>
        firewall.Chains.Any(chain => chain.Name.StartsWith("ufw-", StringComparison.Ordinal))
            ? (ShellText)$"ufw manages these rules: allow it there too (ufw allow ...), or the next reload removes it"
        : firewall.Chains.Any(chain => chain.Table == "firewalld" || chain.Name == "INPUT_ZONES")
            ? (ShellText)(
                $"firewalld manages these rules: allow it there too (firewall-cmd --permanent --add-port=... or "
                + $"--add-protocol=...), or the next reload removes it"
            )
        : $"also add it to the rules that are loaded at boot";

    /// <summary>
    /// The command for a chain's family and tool: "iptables-legacy", "ip6tables". It is "iptables-nft" if the legacy kind has chains too.
    /// </summary>
    public static ShellText Program(Firewall firewall, FirewallChain chain)
    {
        var program = chain.Family == FirewallFamily.Ip6 ? "ip6tables" : "iptables";
        return chain.Tool == FirewallTool.IptablesLegacy ? (ShellText)$"{program}-legacy"
            : firewall.Chains.Any(other => other.Tool == FirewallTool.IptablesLegacy) ? (ShellText)$"{program}-nft"
            : $"{program}";
    }

    /// <summary>The option that selects a chain's table, such as " -t raw"; empty for table filter, the default.</summary>
    public static ShellText Table(FirewallChain chain) => chain.Table == "filter" ? (ShellText)$"" : $" -t {chain.Table}";

    /// <summary>
    /// A policy decides after all rules, so the accepting rule may be the last. It then overrides no other rule, such as the engine's that
    /// drops unencrypted packets of an encrypted network.
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
    /// Whether every packet that no rule decides on reaches the chain's end. If a rule returns from the base chain or jumps away for good,
    /// the policy applies before a last rule is tried.
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

    /// <summary>A base chain, and whether the accepting rule may be its last, because its policy decides.</summary>
    private sealed record Hook(FirewallChain Chain, bool IsByPolicy);
}
