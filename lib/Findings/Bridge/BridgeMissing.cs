using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The link of a bridge network doesn't exist. The engine creates it with the network, and again when it starts (libnetwork's bridge
/// driver), so something else deleted it.
/// </summary>
[Explains(
    typeof(BridgeRouteMissing),
    typeof(VethNotInBridge),
    typeof(ContainerPortDead),
    typeof(MasqueradeMissing),
    typeof(BridgeAddressMissing),
    typeof(ContainerRoutedElsewhere),
    typeof(ContainerStartFailed)
)]
internal sealed class BridgeMissing : BridgeFindingRule
{
    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge)
    {
        if (bridge.Link is null)
        {
            yield return Found(
                bridge.Members.Count > 0 ? Severity.Error : Severity.Warning,
                new(SubjectKind.Network, bridge.Network.Name),
                $"Network {bridge.Network.Name} is cut off, for {Hurt(bridge)}: its bridge link {bridge.LinkName} isn't there.",
                $"systemctl restart docker # creates it again; then restart containers that kept running (live-restore)",
                EvidenceFactory.Network(bridge.Network, $"driver bridge, link {bridge.LinkName}"),
                new Evidence($"ip link show {bridge.LinkName}", "no such link")
            );
        }
    }
}
