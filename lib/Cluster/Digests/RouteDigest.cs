using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Cluster;

/// <summary>A range that a host routes to another one.</summary>
/// <param name="Subnet">The range.</param>
/// <param name="Gateway">The other host's address.</param>
internal sealed record RouteDigest(Subnet Subnet, string Gateway)
{
    // A host with more routes is a router, and not a host with a few routes to its neighbours.
    private const int Most = 256;

    public static IReadOnlyList<RouteDigest> Find(HostSnapshot host, StringPool strings)
    {
        // A range that overlaps one of the host's own networks is left out, because that is reported as an overlap.
        var own = host.Networks.OrNone().Where(network => network.Driver == "bridge").SelectMany(HostQueries.SubnetsOf).ToList();
        var routes = host.HostRoutes()
            .Where(route => route is { Type: "unicast", Gateway: not null, Destination: not "default" })
            .Select(route => (Subnet: Subnet.Parse(route.Destination), route.Gateway))
            .Where(route => route.Subnet is { Family: 4, Length: >= 8 } subnet && !own.Exists(subnet.Overlaps))
            .ToList();
        return routes.Count > Most ? [] : [.. routes.Select(route => new RouteDigest(route.Subnet!, strings.Share(route.Gateway!)))];
    }
}
