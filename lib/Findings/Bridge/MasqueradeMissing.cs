using NetAudit.Model;
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
        select Found(bridge, filter);

    private static Finding Found(BridgeNetwork bridge, EngineFilter filter)
    {
        var (subnet, program) = (bridge.Pool(filter.Family)!.Subnet, EngineRules.Program(filter.Family));
        return Found(
            Severity.Error,
            new(SubjectKind.Network, bridge.Network.Name),
            $"Containers on network {bridge.Network.Name} ({Hurt(bridge)}) get no answer from beyond this host: their "
                + $"packets leave by {filter.OutLink.Name} with their own addresses, because the rule that masquerades "
                + $"{subnet} is missing.",
            $"{program} -t nat -A POSTROUTING -s {subnet} ! -o {bridge.LinkName} -j MASQUERADE # or: systemctl restart "
                + $"docker, which sets all of the engine's rules up again",
            EvidenceFactory.Network(bridge.Network, $"IPAM.Config.Subnet {subnet}, masqueraded"),
            new Evidence($"{program} -t nat -S POSTROUTING", $"nothing for {subnet}")
        );
    }
}
