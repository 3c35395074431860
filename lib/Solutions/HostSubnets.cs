using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// The host's own subnets: those of all its links with an address, among them VPN and WireGuard links and its own bridges. Loopback, the
/// engine's bridges and every solution's links are left out, because solutions' subnets are compared with the host's. Flannel's link has an
/// address of the lease, which isn't a subnet of the host, also in a row about Calico.
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
    /// Whether a link is the bridge of an engine's network; if the networks were not seen, whether its name is one that the engine gives.
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
