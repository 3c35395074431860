using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;

namespace NetAudit.Findings;

/// <summary>Describes the rules and policies that decided about a packet, for messages.</summary>
internal static class FirewallDescription
{
    private const int MostEvidence = 4;

    /// <summary>
    /// Examples: "the policy DROP of chain INPUT (iptables-nft, table filter)", "a rule of chain X (nft, table inet fw)".
    /// </summary>
    public static string Describe(FirewallDecision decision) =>
        decision.Rule is null
            ? $"the policy {decision.Base.Policy?.ToString().ToUpperInvariant()} of chain {decision.Base.Name} ({Place(decision.Base)})"
            : $"a rule of chain {decision.Rule.Chain} ({Place(decision.Base)})";

    /// <summary>Describes several decisions, each once.</summary>
    public static string Describe(IEnumerable<FirewallDecision> decisions) =>
        TruncatedList.Join(decisions.Select(Describe).Distinct(), " and ");

    /// <summary>Returns the rules and policies as evidence, four at most.</summary>
    public static IReadOnlyList<Evidence> Evidence(IEnumerable<FirewallDecision> decisions) =>
        [.. decisions.Select(decision => decision.Evidence).Distinct().Take(MostEvidence)];

    /// <summary>Returns the tool's command name; iptables with the nf_tables backend is "iptables-nft".</summary>
    public static string Tool(FirewallTool tool) =>
        tool switch
        {
            FirewallTool.Iptables => "iptables-nft",
            FirewallTool.IptablesLegacy => "iptables-legacy",
            _ => "nft",
        };

    private static string Place(FirewallChain chain) =>
        chain.Tool == FirewallTool.Nft ? $"nft, table {chain.Family.Word()} {chain.Table}" : $"{Tool(chain.Tool)}, table {chain.Table}";
}
