using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A route of host-gw or DirectRouting leads through a host that isn't on the link, or that doesn't answer ARP there. Its packets are lost,
/// as such a route sends them to the other host directly. Flannel's backends.md: host-gw needs layer 2.
/// </summary>
internal sealed class FlannelGatewayOffLink : FlannelFindingRule
{
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint, FlannelState flannel) =>
        FlannelRoutes
            .Find(host, flannel.Leases, flannel.Links)
            .Where(one => one.Model == NetworkModel.HostGateway && !one.Route.Flags.Contains("onlink"))
            .Select(one => Found(host, one.Route))
            .OfType<Finding>();

    private static Finding? Found(HostSnapshot host, Route route)
    {
        var link = host.HostLinks().FirstOrDefault(one => one.Name == route.Device);
        var gateway = Subnet.Parse(route.Gateway);
        if (link is null || gateway is null)
        {
            return null;
        }

        var onLink =
            link.Addresses.Select(address => Subnet.Parse(address.ToString())).Any(subnet => subnet?.Contains(gateway) == true)
            || host.HostRoutes()
                .Any(one =>
                    one.Gateway is null
                    && one.Device == link.Name
                    && Subnet.Parse(one.Destination) is { Length: > 0 } near
                    && near.Contains(gateway)
                );
        if (!onLink)
        {
            return new Finding
            {
                Severity = Severity.Error,
                Subject = new(SubjectKind.Peer, route.Gateway!),
                Message =
                    $"Packets to {route.Destination} on host {route.Gateway} are lost: host-gw sends them to that host itself, "
                    + $"which is on no subnet of {link.Name}.",
                Repair = $"Use the backend vxlan (with DirectRouting for hosts that share a link), or put the hosts on one link.",
                Evidence = [EvidenceFactory.Route(route), EvidenceFactory.Link(link)],
                Cause = $"{route.Gateway} is on no subnet of {link.Name}",
            };
        }

        var neighbor = (host.HostNamespace?.Neighbors)
            .OrNone()
            .FirstOrDefault(one => one.Address == route.Gateway && one.Device == link.Name);
        return !string.Equals(neighbor?.State, "FAILED", StringComparison.OrdinalIgnoreCase)
            ? null
            : new Finding
            {
                Severity = Severity.Error,
                Subject = new(SubjectKind.Peer, route.Gateway!),
                Message =
                    $"Packets to {route.Destination} are lost: host {route.Gateway}, which has that lease, doesn't answer ARP on "
                    + $"{link.Name}.",
                Repair = $"Check that the host is up and on the same link. If it is gone for good, delete its lease in the store.",
                Evidence = [EvidenceFactory.Route(route), EvidenceFactory.Neighbor(neighbor!)],
                Cause = $"{route.Gateway} doesn't answer ARP on {link.Name}",
            };
    }
}
