using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Two containers on one bridge don't reach each other. Bridged packets pass iptables on this host (net.bridge.bridge-nf-call-iptables = 1)
/// and are dropped there. The engine's rules accept them, unless the network isolates its containers (enable_icc=false). So these rules are
/// gone, or an earlier rule drops the packets.
/// </summary>
internal sealed class BridgeTrafficDropped : BridgeFindingRule
{
    private static readonly (int Family, string Setting)[] s_families =
    [
        (4, SysctlNames.BridgeNfIptables),
        (6, SysctlNames.BridgeNfIp6tables),
    ];

    /// <inheritdoc />
    public override HostFacts Needs => base.Needs | HostFacts.HostFirewall | HostFacts.HostRoutes;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge) =>
        from family in s_families
        where bridge.LetsContainersTalk && PassesRules(host.Snapshot, family.Family, family.Setting)
        let members = bridge.Members.Where(member => member.Address(family.Family).Length > 0).Take(2).ToList()
        where members.Count == 2
        let filter = EngineFilter.Create(host, family.Family)
        where filter is not null
        let one = (bridge, members[0])
        let other = (bridge, members[1])
        let answer = filter.Between(one, other)
        where answer.Passage == Passage.Dropped && !EngineRules.IsByDesign(answer)
        where EngineRules.IsByPolicy(answer) || filter.DropsAllBetween(one, other, IPProtocol.Tcp)
        select Found(host.Snapshot, bridge, (filter, family.Setting), answer);

    /// <summary>If the setting wasn't read, /info of engines up to 28 reports it, for IPv4 only.</summary>
    private static bool PassesRules(HostSnapshot host, int family, string setting) =>
        host.HostNamespace.Sysctl(setting) is { } value
            ? value == 1
            : family == 4 && host.HostNamespace?.Sysctls is null && host.Engine?.BridgeNfIptables == true;

    private static Finding Found(
        HostSnapshot host,
        BridgeNetwork bridge,
        (EngineFilter Filter, string Setting) family,
        FirewallAnswer answer
    )
    {
        var areRulesGone = EngineRules.IsByPolicy(answer) && !family.Filter.IsOfAnotherTool(answer);
        var cause = $"{EngineRules.Words(answer)} drops packets between ports of {bridge.LinkName}";
        var over = family.Filter.Family == 6 ? " over IPv6" : "";
        var accept = EngineRules.Accept(host, answer.DecidedBy[0], EngineRules.Crossing(bridge.LinkName, bridge.LinkName));
        return Found(
            EngineRules.IsByPolicy(answer) ? Severity.Error : Severity.Warning,
            new(SubjectKind.Network, bridge.Network.Name),
            $"Containers on network {bridge.Network.Name} ({Hurt(bridge)}) don't reach each other{Beyond(bridge, family.Filter, answer)}"
                + $"{over}: {cause}{(areRulesGone ? ", and the engine's rule that accepts them is missing." : ".")}",
            areRulesGone ? $"{EngineRules.SetUpAgain}; until then: {accept}"
                : EngineRules.IsOfEngine(answer) ? EngineRules.SetUpAgain
                : $"{accept} {EngineRules.OrRemove}",
            [.. EngineRules.Evidence(answer), new Evidence($"sysctl {family.Setting}", "1: bridged packets pass iptables")]
        ) with
        {
            DecidedBy = answer.DecidedBy,
            Cause = cause,
        };
    }

    /// <summary>What the same rule or policy drops on its way beyond the host: that finding is merged into this one.</summary>
    private static string Beyond(BridgeNetwork bridge, EngineFilter filter, FirewallAnswer answer) =>
        bridge.Members.First(member => member.Address(filter.Family).Length > 0) is var member
        && BridgeWayOutDropped.Cut(bridge, member, filter) is { } cut
        && cut.Answer.DecidedBy.All(answer.DecidedBy.Contains)
            ? ", and " + cut.Words
            : "";
}
