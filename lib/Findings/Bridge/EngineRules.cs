using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;

namespace NetAudit.Findings;

/// <summary>The engine's own firewall rules: whether they were seen, whose rule decided, and what to call it.</summary>
internal static class EngineRules
{
    /// <summary>The chain that the engine leaves to users; its drops are by design.</summary>
    public const string UsersChain = "DOCKER-USER";

    /// <summary>The engine's chain for published ports.</summary>
    public const string Chain = "DOCKER";

    /// <summary>The engine's table, if its firewall backend is nftables.</summary>
    public const string NftTable = "docker-bridges";

    /// <summary>
    /// Whether the listings would show the engine's rules, if there are any. True if its chains are listed, or if both kinds of iptables
    /// were read, or the legacy kind isn't loaded. For IPv6, which engines up to 27 leave alone, only its chains count.
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

    /// <summary>The tools whose listings have the engine's chains.</summary>
    public static HashSet<FirewallTool> Tools(HostSnapshot host) =>
        [.. host.HostChains().Where(chain => chain.Name == Chain || chain.Table == NftTable).Select(chain => chain.Tool)];

    /// <summary>Whether a rule in the users' chain dropped it, which is by design.</summary>
    public static bool IsByDesign(FirewallAnswer answer) => answer.DecidedBy.Any(decision => decision.Rule?.Chain == UsersChain);

    /// <summary>Whether only chain policies decided, and no rule.</summary>
    public static bool IsByPolicy(FirewallAnswer answer) => answer.DecidedBy.All(decision => decision.Rule is null);

    /// <summary>The rules or the policies that decided.</summary>
    public static IReadOnlyList<Evidence> Evidence(FirewallAnswer answer) =>
        [
            .. answer
                .DecidedBy.Take(3)
                .Select(decision => decision.Rule is { } rule ? EvidenceFactory.Rule(rule) : EvidenceFactory.Chain(decision.Base)),
        ];

    /// <summary>Names the rule or policy that decided: "the policy of FORWARD", "a rule of chain DOCKER".</summary>
    public static string Words(FirewallAnswer answer) =>
        answer.DecidedBy switch
        {
            [{ Rule: { } rule }, ..] => $"a rule of chain {rule.Chain}",
            [var decision, ..] => $"the policy of {decision.Base.Name}",
            _ => "the packet filter",
        };

    /// <summary>The command for a family: "iptables" or "ip6tables".</summary>
    public static string Program(int family) => family == 6 ? "ip6tables" : "iptables";

    private static bool IsOf(FirewallChain chain, int family) =>
        chain.Family == FirewallFamily.Inet || chain.Family == (family == 6 ? FirewallFamily.Ip6 : FirewallFamily.Ip);

    /// <summary>A kernel with modules lists the loaded ones; a kernel with both built in lists neither.</summary>
    private static bool IsLegacyNotLoaded(HostSnapshot host) =>
        host.KernelModules is { } modules && modules.Contains("nf_tables") && !modules.Contains("ip_tables");
}
