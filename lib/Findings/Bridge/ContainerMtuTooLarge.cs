using System.Globalization;
using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A container's link has a larger MTU than its bridge network's option (com.docker.network.driver.mtu). The engine sets the MTU when the
/// container starts, so the container is older than the option, or something changed it. Larger packets that it sends may be lost further
/// on.
/// </summary>
internal sealed class ContainerMtuTooLarge : BridgeFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => base.Needs | HostFacts.ContainerNamespaces;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge)
    {
        var isSet = bridge.Network.Options.TryGetValue("com.docker.network.driver.mtu", out var text);
        if (!isSet || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var mtu) || mtu == 0)
        {
            yield break;
        }

        foreach (var member in bridge.Members.Where(member => member.IsPlain && member.Link is { Kind: "veth" } link && link.Mtu > mtu))
        {
            yield return Found(
                Severity.Warning,
                new(SubjectKind.Container, member.Container.Name),
                $"Container {member.Container.Name} may lose large packets: its link {member.Link!.Name} on network {bridge.Network.Name} "
                    + $"has an MTU of {member.Link.Mtu}, and the network is set to {mtu}.",
                $"docker restart {member.Container.Name}",
                EvidenceFactory.Network(bridge.Network, $"com.docker.network.driver.mtu {mtu}"),
                EvidenceFactory.LinkInside(member.Container, member.Link)
            );
        }
    }
}
