using NetAudit.Model;
using NetAudit.PacketPath.Routing;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>An address in the range of a container's own bridge network that nobody there has.</summary>
/// <param name="Bridge">The network.</param>
/// <param name="Link">The container's link on it.</param>
internal sealed record AbsentAddress(BridgeNetwork Bridge, Link Link)
{
    /// <summary>
    /// Returns null if somebody has the address, or may have it. A bridge may have ports that aren't containers' (a virtual machine's, the
    /// LAN's), and behind those nobody is seen.
    /// </summary>
    public static AbsentAddress? Find(HostContext host, Container container, string text)
    {
        if (Subnet.Parse(text) is not { } address || RouteQuery.Create(text) is not { } query)
        {
            return null;
        }

        var networks = container
            .Endpoints.Select(endpoint => HostIndex.Get(host.Snapshot).NetworkById(endpoint.NetworkId))
            .Where(network => network?.Pools.OrNone().Any(pool => Subnet.Parse(pool.Subnet)?.Contains(address) == true) == true)
            .ToList();
        var home = (networks.Count == 0 ? [] : host.Bridges)
            .Where(bridge => networks.Exists(network => ReferenceEquals(network, bridge.Network)))
            .SelectMany(bridge => bridge.Members.Select(member => (Bridge: bridge, Member: member)))
            .FirstOrDefault(pair => pair.Member.Container.Id == container.Id);
        return
            home.Member?.Link is null
            || !IsSentTo(home.Member.Inside, home.Member.Link.Name, query)
            || !IsSentTo(host.Snapshot.HostNamespace, home.Bridge.LinkName, query)
            || !IsWhollySeen(host.Snapshot, home.Bridge)
            || Owners(host.Snapshot, home.Bridge).Any(one => address.Equals(Subnet.Parse(one)))
            ? null
            : new AbsentAddress(home.Bridge, home.Member.Link);
    }

    /// <summary>
    /// Whether a packet for the address goes out by a link, with no gateway. If the host has another route there, it may answer for the
    /// address (proxy_arp).
    /// </summary>
    private static bool IsSentTo(NetworkNamespace? place, string link, RouteQuery query) =>
        RouteLookup.Create(place)?.Find(query) is { IsUnicast: true, Gateway: null, Link: { } used } && used.Name == link;

    /// <summary>Whether each port of the bridge is a container's whose addresses were seen.</summary>
    private static bool IsWhollySeen(HostSnapshot host, BridgeNetwork bridge)
    {
        var ends = new HashSet<int>(
            bridge.Members.Where(member => member is { IsPlain: true, Inside.Links: not null }).Select(member => member.HostEnd?.Index ?? 0)
        );
        return bridge.Link is not null
            && host.HostLinks().Where(link => link.Master == bridge.LinkName).All(link => ends.Contains(link.Index));
    }

    /// <summary>
    /// The addresses of the containers on the bridge, the host and the gateway, and those of neighbors that answered. Addresses that were
    /// added by hand (a virtual one) are shown only by the containers' namespaces.
    /// </summary>
    private static IEnumerable<string> Owners(HostSnapshot host, BridgeNetwork bridge) =>
        [
            .. bridge
                .Members.SelectMany(member => (member.Inside?.Links).OrNone())
                .SelectMany(link => link.Addresses)
                .Select(address => address.Address),
            .. bridge.Members.SelectMany(member => new[] { member.Address(4), member.Address(6) }),
            .. host.OwnAddresses(),
            .. bridge.Network.Pools.OrNone().Select(pool => pool.Gateway).OfType<string>(),
            .. bridge
                .Members.SelectMany(member => (member.Inside?.Neighbors).OrNone())
                .Concat((host.HostNamespace?.Neighbors).OrNone())
                .Where(neighbor => neighbor is { MacAddress: not null, State: not ("FAILED" or "INCOMPLETE") })
                .Select(neighbor => neighbor.Address),
        ];
}
