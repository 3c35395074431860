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
        let answer = filter.Between((bridge, members[0]), (bridge, members[1]))
        where answer.Passage == Passage.Dropped && !EngineRules.IsByDesign(answer)
        select Found(bridge, family.Setting, answer);

    /// <summary>If the setting wasn't read, /info of engines up to 28 reports it, for IPv4 only.</summary>
    private static bool PassesRules(HostSnapshot host, int family, string setting) =>
        host.HostNamespace.Sysctl(setting) is { } value
            ? value == 1
            : family == 4 && host.HostNamespace?.Sysctls is null && host.Engine?.BridgeNfIptables == true;

    private static Finding Found(BridgeNetwork bridge, string setting, FirewallAnswer answer)
    {
        var isPolicy = EngineRules.IsByPolicy(answer);
        var cause = $"{EngineRules.Words(answer)} drops packets between ports of {bridge.LinkName}";
        return Found(
            isPolicy ? Severity.Error : Severity.Warning,
            new(SubjectKind.Network, bridge.Network.Name),
            $"Containers on network {bridge.Network.Name} ({Hurt(bridge)}) don't reach each other: {cause}"
                + (isPolicy ? ", and the engine's rule that accepts them is missing." : "."),
            isPolicy
                ? (ShellText)(
                    $"systemctl restart docker # sets the engine's rules up again; until then: iptables -I FORWARD -i "
                    + $"{bridge.LinkName} -o {bridge.LinkName} -j ACCEPT"
                )
                : $"Remove that rule, or accept packets from and to {bridge.LinkName} before it.",
            [.. EngineRules.Evidence(answer), new Evidence($"sysctl {setting}", "1: bridged packets pass iptables")]
        ) with
        {
            DecidedBy = answer.DecidedBy,
            Cause = cause,
        };
    }
}
