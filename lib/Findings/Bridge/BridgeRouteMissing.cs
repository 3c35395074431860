using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The host has no route to a bridge's subnet though the bridge has its address: the kernel sets one with the address, and somebody took it
/// away. A route for the same subnet by another link is an overlap, and told as one.
/// </summary>
internal sealed class BridgeRouteMissing : BridgeFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => base.Needs | HostFacts.HostRoutes;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge)
    {
        if (bridge is not { Link: { Up: true } link, HasNoIPv4Address: false, Members.Count: > 0 })
        {
            yield break;
        }

        foreach (var address in link.Addresses)
        {
            var subnet = Subnet.Parse(address.ToString());
            if (subnet is { Family: 4, Length: < 31 } && !host.Snapshot.HostRoutes().Any(route => Leads(route, link.Name, subnet)))
            {
                yield return Found(
                    Severity.Error,
                    new(SubjectKind.Network, bridge.Network.Name),
                    $"This host doesn't reach the containers of network {bridge.Network.Name} ({Hurt(bridge)}), nor do answers from "
                        + $"elsewhere: the route to {subnet} by {link.Name} is gone.",
                    $"ip route add {subnet} dev {link.Name} proto kernel scope link src {address.Address}",
                    EvidenceFactory.Address(link, address),
                    new Evidence($"ip route show dev {link.Name}", $"no route to {subnet}")
                );
            }
        }
    }

    /// <summary>Any route by the bridge into the subnet, or one for just the subnet by another link.</summary>
    private static bool Leads(Route route, string link, Subnet subnet) =>
        Subnet.Parse(route.Destination) is { } destination
        && (route.Device == link ? destination.Overlaps(subnet) : destination.Equals(subnet));
}
