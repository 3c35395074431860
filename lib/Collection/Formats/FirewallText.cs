using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>What iptables-save and its kin, and <c>nft list ruleset</c>, print.</summary>
internal sealed record FirewallText
{
    /// <summary>What iptables-save printed; null if it wasn't there or not allowed, as for all.</summary>
    public string? Iptables { get; init; }

    /// <summary>What iptables-legacy-save printed.</summary>
    public string? IptablesLegacy { get; init; }

    /// <summary>What ip6tables-save printed.</summary>
    public string? Ip6tables { get; init; }

    /// <summary>What ip6tables-legacy-save printed.</summary>
    public string? Ip6tablesLegacy { get; init; }

    /// <summary>What nft list ruleset printed.</summary>
    public string? Nft { get; init; }

    /// <summary>
    /// Joins the printed rules; null if no tool printed IPv4's rules. If iptables-save printed the tables that iptables-nft keeps, nft's
    /// copies are left out.
    /// </summary>
    public Firewall? Read()
    {
        if (Iptables is null && IptablesLegacy is null && Nft is null)
        {
            return null;
        }

        var firewall = new FirewallBuilder();
        IptablesText.Read(Iptables ?? "", FirewallTool.Iptables, FirewallFamily.Ip, firewall);
        IptablesText.Read(Ip6tables ?? "", FirewallTool.Iptables, FirewallFamily.Ip6, firewall);
        var told = new HashSet<(FirewallFamily, string)>(firewall.Chains.Select(chain => (chain.Family, chain.Table)));
        IptablesText.Read(IptablesLegacy ?? "", FirewallTool.IptablesLegacy, FirewallFamily.Ip, firewall);
        IptablesText.Read(Ip6tablesLegacy ?? "", FirewallTool.IptablesLegacy, FirewallFamily.Ip6, firewall);
        NftText.Read(Nft ?? "", told, firewall);
        return firewall.Build() with { ReadBy = [.. ReadBy()] };
    }

    private IEnumerable<FirewallTool> ReadBy()
    {
        if (Iptables is not null)
        {
            yield return FirewallTool.Iptables;
        }

        if (IptablesLegacy is not null)
        {
            yield return FirewallTool.IptablesLegacy;
        }

        if (Nft is not null)
        {
            yield return FirewallTool.Nft;
        }
    }

    /// <summary>
    /// The typed firewall of a snapshot of format 1. That format kept only a rule's text, named nft's tables with their family, and kept
    /// neither sets nor the hooks of nft's base chains.
    /// </summary>
    public static Firewall FromVersion1(Firewall old)
    {
        var chains = old.Chains.Select(Typed).ToList();
        var names = new HashSet<(FirewallTool, FirewallFamily, string, string)>(
            chains.Select(chain => (chain.Tool, chain.Family, chain.Table, chain.Name))
        );
        return old with { Chains = chains, Rules = [.. old.Rules.Select(rule => Typed(rule, names))] };
    }

    private static (FirewallFamily, string) TableOf(string table, FirewallFamily family) =>
        table.IndexOf(' ') < 0 ? (family, table) : NftText.Table(table) ?? (family, table);

    private static FirewallChain Typed(FirewallChain old)
    {
        if (old.Tool != FirewallTool.Nft)
        {
            return IptablesText.BuiltIn(old);
        }

        var (family, table) = TableOf(old.Table, old.Family);
        return old with { Family = family, Table = table };
    }

    private static FirewallRule Typed(FirewallRule old, HashSet<(FirewallTool, FirewallFamily, string, string)> names)
    {
        if (old.Tool != FirewallTool.Nft)
        {
            return IptablesRuleText.Read(old, chain => names.Contains((old.Tool, old.Family, old.Table, chain)));
        }

        var (family, table) = TableOf(old.Table, old.Family);
        return NftRuleText.Read(old with { Family = family, Table = table });
    }
}
