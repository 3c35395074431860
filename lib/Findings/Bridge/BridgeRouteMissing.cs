using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The host has no route to a bridge's subnet, though the bridge has its address. The kernel adds that route with the address, so something
/// removed it. A route for the same subnet over another link is an overlap, and reported as one.
/// </summary>
[Explains(typeof(ContainerRoutedElsewhere))]
internal sealed class BridgeRouteMissing : BridgeFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => base.Needs | HostFacts.HostRoutes;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge)
    {
        if (bridge is not { Link: { Up: true } link, Members.Count: > 0 })
        {
            yield break;
        }

        foreach (var address in link.Addresses)
        {
            if (Routed(bridge, address) is { } subnet && IsMissing(host.Snapshot, link, subnet))
            {
                yield return Found(
                        Severity.Error,
                        new(SubjectKind.Network, bridge.Network.Name),
                        $"This host can't reach the containers of network {bridge.Network.Name} ({Hurt(bridge)}), and answers from "
                            + $"other hosts don't arrive there: the route to {subnet} by {link.Name} is missing.",
                        subnet.Family == 6
                            ? (ShellText)$"ip -6 route add {subnet} dev {link.Name}"
                            : $"ip route add {subnet} dev {link.Name} proto kernel scope link src {address.Address}",
                        EvidenceFactory.Address(link, address),
                        new Evidence($"ip route show dev {link.Name}", $"no route to {subnet}")
                    )
                    .Because($"the route to {subnet} by {link.Name} is missing");
            }
        }
    }

    /// <summary>The subnet that the kernel adds a route for; null if it adds none, or if the address isn't the engine's.</summary>
    private static Subnet? Routed(BridgeNetwork bridge, LinkAddress address)
    {
        var subnet = Subnet.Parse(address.ToString());
        var isRouted = subnet is { Family: 4, Length: < 31 } or { Family: 6, Length: < 127 };
        return isRouted && !HostQueries.IsLinkLocal(address.Address) && !bridge.HasNoAddress(subnet!.Family) ? subnet : null;
    }

    private static bool IsMissing(HostSnapshot host, Link link, Subnet subnet)
    {
        // If no route of a family is listed, it may not have been read: each link that is up has one of its own.
        var isRead = subnet.Family == 4 || host.HostRoutes().Any(route => route.Family == subnet.Family);
        var index = HostIndex.Get(host);
        return isRead && !index.RoutedBy(link.Name).Any(destination => destination.Overlaps(subnet)) && !index.IsRouted(subnet);
    }
}
