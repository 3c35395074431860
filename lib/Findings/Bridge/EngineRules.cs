using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;

namespace NetAudit.Findings;

/// <summary>The engine's own rules of the packet filter: whether they are seen, whose a decision is, and what to call it.</summary>
internal static class EngineRules
{
    /// <summary>The chain that the engine leaves to users: what it drops is dropped by design.</summary>
    public const string UsersChain = "DOCKER-USER";

    /// <summary>The engine's chain for published ports.</summary>
    public const string Chain = "DOCKER";

    /// <summary>The engine's table, where its firewall is nftables.</summary>
    public const string NftTable = "docker-bridges";

    /// <summary>
    /// Whether the engine's rules, if there are any, are among those that were seen: its chains are there; or both kinds of iptables
    /// were asked and have none, or the older kind isn't in the kernel. Of IPv6, which engines leave alone up to 27, only its chains tell.
    /// </summary>
    public static bool AreSeen(HostSnapshot host, int family)
    {
        if (host.SeenFirewall() is not { } firewall)
        {
            return false;
        }

        var hasChains = firewall.Chains.Any(chain => IsOf(chain, family) && (chain.Name == Chain || chain.Table == NftTable));
        var isLegacyKnown = firewall.HasRead(FirewallTool.IptablesLegacy) || IsLegacyNotLoaded(host);
        return hasChains || (family == 4 && firewall.HasRead(FirewallTool.Iptables) && isLegacyKnown);
    }

    /// <summary>"iptables": false in daemon.json, or --iptables=false: the user looks after the rules.</summary>
    public static bool AreLeftAlone(HostSnapshot host, int family)
    {
        var setting = family == 6 ? "ip6tables" : "iptables";
        return host.Files.Any(file => file.Settings.TryGetValue(setting, out var value) && value == "false")
            || host.ProcessesNamed("dockerd").Any(process => process.Argument(setting) == "false");
    }

    /// <summary>The tools that have chains of the engine's.</summary>
    public static HashSet<FirewallTool> Tools(HostSnapshot host) =>
        [.. host.HostChains().Where(chain => chain.Name == Chain || chain.Table == NftTable).Select(chain => chain.Tool)];

    /// <summary>Whether somebody dropped it on purpose, in the chain for users.</summary>
    public static bool IsByDesign(FirewallAnswer answer) => answer.DecidedBy.Any(decision => decision.Rule?.Chain == UsersChain);

    /// <summary>Whether only policies decided, and no rule.</summary>
    public static bool IsByPolicy(FirewallAnswer answer) => answer.DecidedBy.All(decision => decision.Rule is null);

    /// <summary>The rules or the policies that decided.</summary>
    public static IReadOnlyList<Evidence> Evidence(FirewallAnswer answer) =>
        [
            .. answer
                .DecidedBy.Take(3)
                .Select(decision => decision.Rule is { } rule ? EvidenceFactory.Rule(rule) : EvidenceFactory.Chain(decision.Base)),
        ];

    /// <summary>"the policy of FORWARD", "a rule of chain DOCKER".</summary>
    public static string Words(FirewallAnswer answer) =>
        answer.DecidedBy switch
        {
            [{ Rule: { } rule }, ..] => $"a rule of chain {rule.Chain}",
            [var decision, ..] => $"the policy of {decision.Base.Name}",
            _ => "the packet filter",
        };

    /// <summary>"iptables", "ip6tables".</summary>
    public static string Program(int family) => family == 6 ? "ip6tables" : "iptables";

    private static bool IsOf(FirewallChain chain, int family) =>
        chain.Family == FirewallFamily.Inet || chain.Family == (family == 6 ? FirewallFamily.Ip6 : FirewallFamily.Ip);

    /// <summary>A kernel that has such modules loads them; one that has all built in tells of neither.</summary>
    private static bool IsLegacyNotLoaded(HostSnapshot host) =>
        host.KernelModules is { } modules && modules.Contains("nf_tables") && !modules.Contains("ip_tables");
}
