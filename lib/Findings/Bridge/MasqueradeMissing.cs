using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// What containers of a bridge send out leaves the host with their own address, which nobody else knows, so no answer comes back. The
/// engine has a rule for it (nat POSTROUTING, MASQUERADE or SNAT), unless the network is internal or routed, or enable_ip_masquerade is
/// false.
/// </summary>
internal sealed class MasqueradeMissing : BridgeFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => base.Needs | HostFacts.HostFirewall | HostFacts.HostRoutes;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge)
    {
        var member = bridge.Members.FirstOrDefault(one => one.IPv4Address.Length > 0);
        if (!bridge.Masquerades || bridge.HasNoIPv4Address || member is null || EngineFilter.Create(host) is not { } filter)
        {
            yield break;
        }

        var answer = filter.Leaving(bridge, member);
        if (answer.Passage == Passage.Accepted && answer.Packet.Source?.ToString() == member.IPv4Address)
        {
            var subnet = bridge.IPv4Pool!.Subnet;
            yield return Found(
                Severity.Error,
                new(SubjectKind.Network, bridge.Network.Name),
                $"No answer from beyond this host reaches containers on network {bridge.Network.Name} ({Hurt(bridge)}): what they send "
                    + $"leaves by {filter.OutLink.Name} with their own address, as the rule that masquerades {subnet} is gone.",
                $"iptables -t nat -A POSTROUTING -s {subnet} ! -o {bridge.LinkName} -j MASQUERADE; or systemctl restart docker, which sets "
                    + "up all of the engine's rules anew.",
                EvidenceFactory.Network(bridge.Network, $"IPAM.Config.Subnet {subnet}, masqueraded"),
                new Evidence("iptables -t nat -S POSTROUTING", $"nothing for {subnet}")
            );
        }
    }
}
