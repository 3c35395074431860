using NetAudit.Aspects;
using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Rows;

/// <summary>What keeps containers apart, in words.</summary>
internal static class IsolationWording
{
    private const string Rest = "; new connections between containers are dropped if no profile accepts them";

    private const string OwnBridges = "; Docker's rules between this host's own bridges don't count";

    public static string Observed(IsolationFacts facts)
    {
        var isolation = facts.Isolation;
        var rest = AbsentWording.NotSetUp(isolation.NotSetUp) + AbsentWording.NotAllocated(facts.NotAllocated);
        return $"{isolation.Schema?.Name() ?? "Unknown"}: {Sign(isolation)}{rest}";
    }

    public static string Observed(PacketIsolationFacts facts)
    {
        var kept = facts.KeptApart.Count == 0 ? "" : $"; kept apart: {Pairs(facts.KeptApart)}";
        return facts.Crossed.Count > 0 ? $"{IsolationSchema.None.Name()} between {Pairs(facts.Crossed)}, which reach each other{kept}"
            : facts.Unreached.Count > 0
                ? $"{Contradiction.Unreached}: no packet crosses within one network ({Pairs(facts.Unreached)}){kept}"
            : $"{facts.Schema?.Name()}: {Pairs(facts.Together)} reach each other{kept}";
    }

    public static string? Reason(IsolationFacts facts) =>
        facts.Isolation.Sign switch
        {
            IsolationSign.NoChain => "no container's rules were seen on this host",
            IsolationSign.OtherController => "the policy controller's rules were not evaluated",
            IsolationSign.SingleNetwork => "a single network can't show whether networks are kept apart",
            IsolationSign.SingleSubnet => "a single subnet can't show whether subnets are kept apart",
            _ => null,
        };

    /// <summary>Pairs of containers, grouped by their networks.</summary>
    public static string Pairs(IEnumerable<ProbeRecord> records) =>
        TruncatedList.Join(
            records.GroupBy(ProbeWording.Networks).Select(group => $"{TruncatedList.Join(group.Select(ProbeWording.Pair))} ({group.Key})"),
            "; "
        );

    private static string Sign(Isolation isolation)
    {
        var (count, names) = (isolation.Parts.Count, TruncatedList.Join(isolation.Parts));
        return isolation.Sign switch
        {
            IsolationSign.PolicyChains => $"{Quantity.Count(count, "policy chain")} ({names})",
            IsolationSign.ProfileChains =>
                $"{Quantity.Count(count, "profile")}, each with chains of its own ({names}){(isolation.DropsRest ? Rest : "")}",
            IsolationSign.NoChain => "no chain of a profile or policy",
            IsolationSign.OtherController => "a policy controller has chains beside Flannel's",
            IsolationSign.RoutedFreely =>
                $"no rule keeps this host's subnet and those of other hosts apart; {Quantity.Count(count, "subnet")} of theirs routed "
                    + $"({names}){(isolation.AreOwnBridgesApart ? OwnBridges : "")}",
            IsolationSign.NetworkNamespaces => $"{Quantity.Count(count, "network")}, each with its own namespace and VNI ({names})",
            IsolationSign.DeclaredNetworks => $"{Quantity.Count(count, "network")}, each declared with its own VNI ({names})",
            IsolationSign.SingleNetwork => "one network only",
            IsolationSign.Subnets => $"{Quantity.Count(count, "subnet")} on one bridge, with nothing else between them ({names})",
            _ => $"all containers are in one subnet ({names})",
        };
    }
}
