using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>What iptables-save, iptables-legacy-save and <c>nft list ruleset</c> print.</summary>
internal static class FirewallText
{
    /// <summary>Joins what the three printed; null where none was there or allowed. Tables that iptables-nft keeps are left out of nft's, where iptables-save told of them.</summary>
    public static Firewall? Read(string? iptables, string? iptablesLegacy, string? nft)
    {
        if (iptables is null && iptablesLegacy is null && nft is null)
        {
            return null;
        }

        var chains = new List<FirewallChain>();
        var rules = new List<FirewallRule>();
        IptablesText.Read(iptables ?? "", FirewallTool.Iptables, chains, rules);
        IptablesText.Read(iptablesLegacy ?? "", FirewallTool.IptablesLegacy, chains, rules);
        NftText.Read(nft ?? "", besideIptables: iptables is not null, chains, rules);
        return new Firewall { Chains = chains, Rules = rules };
    }
}
