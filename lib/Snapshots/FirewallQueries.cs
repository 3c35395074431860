namespace NetAudit.Snapshots;

/// <summary>Questions to a rule. Pure.</summary>
internal static class FirewallQueries
{
    private const string Nftables = "nftables";

    /// <summary>
    /// The host's packet filter, where enough of it was seen to say what passes. An engine writes its rules to nftables, or by iptables,
    /// whose matches nft's listing doesn't show: without the one that it uses, nothing is known. A tool that is missing is not an empty
    /// answer.
    /// </summary>
    public static Firewall? SeenFirewall(this HostSnapshot host)
    {
        var firewall = host.HostNamespace?.Firewall;
        if (firewall is null || host.Engine is not { } engine)
        {
            return firewall;
        }

        var isUsedSeen = engine.FirewallBackend == Nftables ? firewall.HasRead(FirewallTool.Nft) : MayHaveReadIptables(firewall);
        return isUsedSeen ? firewall : null;
    }

    /// <summary>An old snapshot doesn't say which tools were read, and of one whose tables are empty it keeps no chain.</summary>
    private static bool MayHaveReadIptables(Firewall firewall) => firewall.ReadBy is null || firewall.HasRead(FirewallTool.Iptables);

    /// <summary>Whether a tool's rules were read; of an old snapshot, whether it has any.</summary>
    public static bool HasRead(this Firewall firewall, FirewallTool tool) =>
        firewall.ReadBy?.Contains(tool) ?? firewall.Chains.Any(chain => chain.Tool == tool);

    /// <summary>Whether the rule's packets meet this end.</summary>
    public static bool Does(this FirewallRule rule, FirewallTargetKind kind) => rule.Targets.Any(target => target.Kind == kind);

    /// <summary>The values of the rule's matches of a kind that aren't negated.</summary>
    public static IEnumerable<string> Values(this FirewallRule rule, FirewallMatchKind kind) =>
        rule.Matches.Where(match => match.Kind == kind && !match.Negated).SelectMany(match => match.Values);

    /// <summary>The values of the rule's negated matches of a kind.</summary>
    public static IEnumerable<string> NotValues(this FirewallRule rule, FirewallMatchKind kind) =>
        rule.Matches.Where(match => match.Kind == kind && match.Negated).SelectMany(match => match.Values);

    /// <summary>Whether the rule looks at something.</summary>
    public static bool LooksAt(this FirewallRule rule, FirewallMatchKind kind) => rule.Matches.Any(match => match.Kind == kind);

    /// <summary>The family as nft writes it.</summary>
    public static string Word(this FirewallFamily family) => family.ToString().ToLowerInvariant();
}
