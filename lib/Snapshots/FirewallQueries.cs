namespace NetAudit.Snapshots;

/// <summary>Questions to a rule. Pure.</summary>
internal static class FirewallQueries
{
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
