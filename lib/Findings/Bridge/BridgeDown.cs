using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The link of a bridge network is down, so the kernel has removed its routes. The engine sets the link up; even a bridge without ports is
/// up.
/// </summary>
[Explains(typeof(BridgeRouteMissing), typeof(ContainerPortDead), typeof(BridgeAddressMissing), typeof(ContainerRoutedElsewhere))]
internal sealed class BridgeDown : BridgeFindingRule
{
    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge)
    {
        if (bridge.Link is { Up: false } link)
        {
            yield return Found(
                bridge.Members.Count > 0 ? Severity.Error : Severity.Warning,
                new(SubjectKind.Network, bridge.Network.Name),
                $"Network {bridge.Network.Name} carries nothing, for {Hurt(bridge)}: its bridge link {link.Name} is down.",
                $"ip link set {link.Name} up",
                EvidenceFactory.Link(link)
            );
        }
    }
}
