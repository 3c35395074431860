namespace NetAudit.Snapshots;

/// <summary>Questions to a rule. Pure.</summary>
internal static class FirewallQueries
{
    private const string Nftables = "nftables";

    /// <summary>
    /// The host's packet filter, if enough of it was seen to know what passes; otherwise null. Engines write their rules with nft or with
    /// iptables, and nft's listing lacks iptables' matches. So the rules of the engine's own tool must have been read; a missing tool isn't
    /// an empty answer.
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

    /// <summary>Old snapshots don't record which tools were read, and they keep no chain of empty tables.</summary>
    private static bool MayHaveReadIptables(Firewall firewall) => firewall.ReadBy is null || firewall.HasRead(FirewallTool.Iptables);

    /// <summary>Whether a tool's rules were read; for an old snapshot, whether it has any.</summary>
    public static bool HasRead(this Firewall firewall, FirewallTool tool) =>
        firewall.ReadBy?.Contains(tool) ?? firewall.Chains.Any(chain => chain.Tool == tool);

    /// <summary>Whether the rule has a target of this kind.</summary>
    public static bool Does(this FirewallRule rule, FirewallTargetKind kind) => rule.Targets.Any(target => target.Kind == kind);

    /// <summary>The values of the rule's matches of a kind that aren't negated.</summary>
    public static IEnumerable<string> Values(this FirewallRule rule, FirewallMatchKind kind) =>
        rule.Matches.Where(match => match.Kind == kind && !match.Negated).SelectMany(match => match.Values);

    /// <summary>The values of the rule's negated matches of a kind.</summary>
    public static IEnumerable<string> NotValues(this FirewallRule rule, FirewallMatchKind kind) =>
        rule.Matches.Where(match => match.Kind == kind && match.Negated).SelectMany(match => match.Values);

    /// <summary>Whether the rule has a match of this kind.</summary>
    public static bool LooksAt(this FirewallRule rule, FirewallMatchKind kind) => rule.Matches.Any(match => match.Kind == kind);

    /// <summary>The family as nft writes it.</summary>
    public static string Word(this FirewallFamily family) => family.ToString().ToLowerInvariant();
}
