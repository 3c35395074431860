using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>What iptables-save, iptables-legacy-save and <c>nft list ruleset</c> print.</summary>
internal static class FirewallText
{
    /// <summary>Joins what the three printed; null where none was there or allowed. Tables that iptables-nft keeps are left out of nft's.</summary>
    public static Firewall? Read(string? iptables, string? iptablesLegacy, string? nft) => throw new NotImplementedException();
}
