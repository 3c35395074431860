using NetAudit.Snapshots;

namespace NetAudit.PacketPath.Filtering;

/// <summary>The key of a chain: its tool, family, table and name.</summary>
internal readonly record struct ChainKey(FirewallTool Tool, FirewallFamily Family, string Table, string Name)
{
    public static ChainKey From(FirewallChain chain) => new(chain.Tool, chain.Family, chain.Table, chain.Name);

    public static ChainKey From(FirewallRule rule) => new(rule.Tool, rule.Family, rule.Table, rule.Chain);
}

/// <summary>A firewall's chains with their rules, to be found by name.</summary>
internal sealed class FirewallTables
{
    private static readonly ChainRules s_none = new([]);

    private readonly Dictionary<ChainKey, ChainRules> _rules = [];
    private readonly Dictionary<ChainKey, FirewallSet> _sets = [];

    public FirewallTables(Firewall firewall)
    {
        foreach (var chain in firewall.Chains)
        {
            _rules[ChainKey.From(chain)] = s_none;
        }

        foreach (var group in firewall.Rules.GroupBy(ChainKey.From))
        {
            _rules[group.Key] = new ChainRules([.. group]);
        }

        foreach (var set in firewall.Sets)
        {
            _sets[new ChainKey(FirewallTool.Nft, set.Family, set.Table, set.Name)] = set;
        }

        Bases = [.. firewall.Chains.Where(chain => chain.Hook is not null)];
        Unplaced = [.. firewall.Chains.Where(chain => chain.Hook is null && chain.Policy is not null)];
    }

    /// <summary>The base chains.</summary>
    public IReadOnlyList<FirewallChain> Bases { get; }

    /// <summary>Base chains whose hook was not recorded.</summary>
    public IReadOnlyList<FirewallChain> Unplaced { get; }

    /// <summary>A chain's rules; null if there is no such chain.</summary>
    public ChainRules? Rules(ChainKey chain) => _rules.TryGetValue(chain, out var rules) ? rules : null;

    /// <summary>The elements of a set or map of a rule's table; null if they are not known.</summary>
    public IReadOnlyList<FirewallSetElement>? Elements(FirewallRule rule, string set) =>
        _sets.TryGetValue(ChainKey.From(rule) with { Name = set }, out var found) ? found.Elements : null;
}
