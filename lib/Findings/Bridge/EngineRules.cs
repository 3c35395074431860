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

    /// <summary>The tools whose listings have the engine's chains for a family.</summary>
    public static HashSet<FirewallTool> Tools(HostSnapshot host, int family) =>
        [
            .. host.HostChains()
                .Where(chain => IsOf(chain, family) && (chain.Name == Chain || chain.Table == NftTable))
                .Select(chain => chain.Tool),
        ];

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

    /// <summary>The repair if the engine's chains aren't as it sets them up.</summary>
    public static ShellText SetUpAgain => $"systemctl restart docker # sets the engine's rules up again";

    /// <summary>What follows the command of <see cref="Accept"/>.</summary>
    public static ShellText OrRemove =>
        $"# also where the rules are kept for the next boot; or remove the rule that drops, if it isn't meant";

    /// <summary>Whether a rule in a chain of the engine's decided.</summary>
    public static bool IsOfEngine(FirewallAnswer answer) => answer.DecidedBy is [{ Rule: { } rule }, ..] && IsEngines(rule);

    /// <summary>Whether a rule that isn't the engine's decided: one outside its chains, and not a policy.</summary>
    public static bool IsForeign(FirewallAnswer answer) => answer.DecidedBy is [{ Rule: { } rule }, ..] && !IsEngines(rule);

    /// <summary>Whether a rule is in a chain of the engine's, the users' included. Its chains are set up again when it starts.</summary>
    public static bool IsEngines(FirewallRule rule) => rule.Table == NftTable || rule.Chain.StartsWith(Chain, StringComparison.Ordinal);

    /// <summary>
    /// The command that accepts packets before the rule that drops them. An iptables rule goes just before that rule, so that those before
    /// it, such as the users' chain, keep their say.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="decision">The rule or policy that drops.</param>
    /// <param name="match">The packets, as iptables and as nft name them.</param>
    public static ShellText Accept(HostSnapshot host, FirewallDecision decision, (ShellText Iptables, ShellText Nft) match)
    {
        var chain = decision.Base;
        var name = decision.Rule?.Chain ?? chain.Name;
        if (chain.Tool == FirewallTool.Nft)
        {
            return $"nft insert rule {chain.Family.Word()} {NftText.Name(chain.Table)} {NftText.Name(name)} {match.Nft} accept";
        }

        var program = $"{FirewallRepair.Program(host.SeenFirewall()!, chain)}{FirewallRepair.Table(chain)}";
        return decision.Rule is { } rule
            ? (ShellText)$"{program} -I {name} {Place(host, rule)} {match.Iptables} -j ACCEPT"
            : $"{program} -A {name} {match.Iptables} -j ACCEPT";
    }

    /// <summary>The packets that go from one link to another, as iptables and as nft name them.</summary>
    public static (ShellText Iptables, ShellText Nft) Crossing(string from, string to) =>
        ($"-i {from} -o {to}", $"iifname {NftText.Link(from)} oifname {NftText.Link(to)}");

    /// <summary>The same, of connections that are open: no new one may come this way.</summary>
    public static (ShellText Iptables, ShellText Nft) Answers(string from, string to)
    {
        var (iptables, nft) = Crossing(from, to);
        return ($"{iptables} -m conntrack --ctstate RELATED,ESTABLISHED", $"{nft} ct state established,related");
    }

    /// <summary>The rule's number in its chain, as iptables counts.</summary>
    private static int Place(HostSnapshot host, FirewallRule rule) =>
        1
        + host.HostRules()
            .Where(one => (one.Tool, one.Family, one.Table, one.Chain) == (rule.Tool, rule.Family, rule.Table, rule.Chain))
            .TakeWhile(one => !ReferenceEquals(one, rule))
            .Count();

    /// <summary>The command for a family: "iptables" or "ip6tables".</summary>
    public static string Program(int family) => family == 6 ? "ip6tables" : "iptables";

    private static bool IsOf(FirewallChain chain, int family) =>
        chain.Family == FirewallFamily.Inet || chain.Family == (family == 6 ? FirewallFamily.Ip6 : FirewallFamily.Ip);

    /// <summary>A kernel with modules lists the loaded ones; a kernel with both built in lists neither.</summary>
    private static bool IsLegacyNotLoaded(HostSnapshot host) =>
        host.KernelModules is { } modules && modules.Contains("nf_tables") && !modules.Contains("ip_tables");
}
