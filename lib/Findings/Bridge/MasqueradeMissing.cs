using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Packets of a bridge's containers leave the host with the container's own address, which other hosts don't know, so no answer returns.
/// The engine has a rule for it (nat POSTROUTING, MASQUERADE or SNAT). Networks that are internal, routed or have
/// enable_ip_masquerade=false are left out.
/// </summary>
internal sealed class MasqueradeMissing : BridgeFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => base.Needs | HostFacts.HostFirewall | HostFacts.HostRoutes;

    private static readonly int[] s_families = [4, 6];

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge) =>
        from family in s_families
        where bridge.Masquerades(family) && !bridge.HasNoAddress(family)
        let member = bridge.Members.FirstOrDefault(one => one.Address(family).Length > 0)
        let filter = member is null ? null : EngineFilter.Create(host, family)
        where filter is not null && filter.Leaves(bridge, member)
        select Found(host.Snapshot, bridge, filter, filter.Leaving(bridge, member));

    private static Finding Found(HostSnapshot host, BridgeNetwork bridge, EngineFilter filter, FirewallAnswer leaving) =>
        leaving.Packet.State == ConnectionState.Untracked ? Untracked(host, bridge, filter)
        : leaving.DecidedBy.FirstOrDefault(IsForeign) is { } decision ? Exempted(bridge, filter, decision)
        : Missing(bridge, filter);

    /// <summary>Whether a rule accepted it before the engine's was asked.</summary>
    private static bool IsForeign(FirewallDecision decision) =>
        decision is { Base: { Hook: FirewallHook.Postrouting, Type: FirewallChainType.Nat }, Rule: not null };

    private static Finding Missing(BridgeNetwork bridge, EngineFilter filter)
    {
        var (subnet, program) = (bridge.Pool(filter.Family)!.Subnet, EngineRules.Program(filter.Family));
        return Found(
            Severity.Error,
            new(SubjectKind.Network, bridge.Network.Name),
            $"Containers on network {bridge.Network.Name} ({Hurt(bridge)}) get no answer from beyond this host{Over(filter)}: their "
                + $"packets leave by {filter.OutLink.Name} with their own addresses, because the rule that masquerades "
                + $"{subnet} is missing.",
            $"{program} -t nat -A POSTROUTING -s {subnet} ! -o {bridge.LinkName} -j MASQUERADE # or: systemctl restart "
                + $"docker, which sets all of the engine's rules up again",
            EvidenceFactory.Network(bridge.Network, $"IPAM.Config.Subnet {subnet}, masqueraded"),
            new Evidence($"{program} -t nat -S POSTROUTING", $"nothing for {subnet}")
        );
    }

    /// <summary>
    /// A rule that isn't the engine's keeps the addresses. That is right if routers know the subnet, which can't be seen here.
    /// </summary>
    private static Finding Exempted(BridgeNetwork bridge, EngineFilter filter, FirewallDecision decision)
    {
        var (subnet, program) = (bridge.Pool(filter.Family)!.Subnet, EngineRules.Program(filter.Family));
        return Found(
            Severity.Information,
            new(SubjectKind.Network, bridge.Network.Name),
            $"Packets of containers on network {bridge.Network.Name} ({Hurt(bridge)}) leave by {filter.OutLink.Name} with their own "
                + $"addresses{Over(filter)}, so only hosts that have a route to {subnet} can answer: a rule of chain "
                + $"{decision.Rule!.Chain} accepts them before the rule that masquerades them.",
            $"Remove that rule if routers beyond this host don't know {subnet}. If they know it, leave it.",
            EvidenceFactory.Rule(decision.Rule),
            new Evidence($"{program} -t nat -S POSTROUTING", $"that rule decides first for {subnet}")
        );
    }

    /// <summary>NAT is done for tracked connections only: neither masquerading nor published ports work.</summary>
    private static Finding Untracked(HostSnapshot host, BridgeNetwork bridge, EngineFilter filter)
    {
        var family = filter.Family == 6 ? FirewallFamily.Ip6 : FirewallFamily.Ip;
        var rules = host.HostRules().Where(rule => rule.Does(FirewallTargetKind.NoTrack));
        var shown = rules.Where(rule => rule.Family == family || rule.Family == FirewallFamily.Inet).Take(3).ToList();
        return Found(
            Severity.Error,
            new(SubjectKind.Network, bridge.Network.Name),
            $"Containers on network {bridge.Network.Name} ({Hurt(bridge)}) get no answer from beyond this host{Over(filter)}, and ports "
                + $"that they publish don't answer: a rule takes their packets out of connection tracking (NOTRACK), so that they are "
                + $"neither masqueraded nor recognised as answers.",
            $"Remove that rule, or let it leave {bridge.LinkName} out (! -i {bridge.LinkName}): the evidence shows its table and chain.",
            [
                EvidenceFactory.Network(bridge.Network, $"IPAM.Config.Subnet {bridge.Pool(filter.Family)!.Subnet}, masqueraded"),
                .. shown.Select(EvidenceFactory.Rule),
            ]
        );
    }

    private static string Over(EngineFilter filter) => filter.Family == 6 ? " over IPv6" : "";
}
