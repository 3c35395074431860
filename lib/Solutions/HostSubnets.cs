using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// The subnets that the host is in by itself: of all its links that have an address, VPN and WireGuard links and bridges of its own among
/// them. Left out are loopback, the engine's bridges and the links of every solution on the host: its own are compared with them,
/// and Flannel's link with an address of the lease is no subnet of the host's, also to a row about Calico.
/// </summary>
internal static class HostSubnets
{
    private const int ShortId = 12;

    public static IReadOnlyList<UnderlayAddress> Find(HostSnapshot host, Footprint footprint) =>
        [
            .. from link in host.HostLinks()
            where !link.IsLoopback && !IsOfSolution(link, footprint) && !IsEngineBridge(host, link)
            from address in link.Addresses
            where !HostQueries.IsLinkLocal(address.Address)
            let subnet = Subnet.Parse(address.ToString())
            where subnet is not null
            select new UnderlayAddress(link, address, subnet),
        ];

    private static bool IsOfSolution(Link link, Footprint footprint) =>
        footprint.OwnLinks.Contains(link.Name) || footprint.LinksOfOthers.Contains(link.Name);

    /// <summary>
    /// A bridge that a network of the engine is; where its networks were not seen, one that is named as the engine names them.
    /// </summary>
    private static bool IsEngineBridge(HostSnapshot host, Link link) =>
        link.Kind == "bridge"
        && (
            link.Name is "docker0" or "docker_gwbridge"
            || (host.Networks?.Any(network => HostQueries.BridgeLinkOf(network) == link.Name) ?? IsNamedById(link.Name))
        );

    private static bool IsNamedById(string name) =>
        name.Length == ShortId + 3 && name.StartsWith("br-", StringComparison.Ordinal) && name[3..].All(Uri.IsHexDigit);
}
