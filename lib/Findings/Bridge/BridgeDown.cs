using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A bridge network whose bridge link is down: the kernel takes its routes away. The engine sets it up; without ports it is up all the
/// same.
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
