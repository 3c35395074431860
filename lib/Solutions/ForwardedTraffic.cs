using System.Net;
using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.PacketPath.Routing;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// What this host routes between a container on one of its bridges and another host's containers: it comes by one link, goes out by the
/// bridge, and so passes the rules for forwarded packets, the engine's own among them.
/// </summary>
/// <param name="Network">The container's network.</param>
/// <param name="Bridge">The network's bridge.</param>
/// <param name="Address">The container's address.</param>
/// <param name="Remote">An address of the other host's containers.</param>
/// <param name="Link">The link that leads there.</param>
internal sealed record ForwardedTraffic(Network Network, string Bridge, IPAddress Address, IPAddress Remote, string Link)
{
    // Limits for hosts with very many containers.
    private const int MostContainers = 64;
    private const int MostLinks = 4;

    // Ports that nothing is likely to be published at, and that no connection is likely to come from.
    private const int UnpublishedPort = 64999;
    private const int AnyHighPort = 49152;

    /// <summary>Creates the traffic for each container and each link that leads to a remote address.</summary>
    public static IReadOnlyList<ForwardedTraffic> Find(
        HostSnapshot host,
        IEnumerable<Attachment> attachments,
        IEnumerable<RemoteAddress> remotes
    )
    {
        if (RouteLookup.Create(host.HostNamespace) is not { } lookup)
        {
            return [];
        }

        var ways =
            from remote in remotes
            let query = RouteQuery.Create(remote.Address)
            where query is not null
            let link = lookup.Find(query) is { IsUnicast: true } answer ? answer.Link : null
            where link is not null
            group remote by link.Name into sameLink
            select (Link: sameLink.Key, Remote: IPAddress.Parse(sameLink.First().Address));
        var places =
            from attachment in attachments
            where attachment.Network is { Driver: "bridge" }
            let network = attachment.Network!
            let bridge = HostQueries.BridgeLinkOf(network)
            where bridge is not null
            from text in attachment.Addresses
            let address = IPAddress.TryParse(text, out var parsed) ? parsed : null
            where address is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetwork }
            select (Network: network, Bridge: bridge, Address: address);
        return
        [
            .. from place in places.Take(MostContainers)
            from way in ways.Take(MostLinks)
            where way.Remote.AddressFamily == place.Address.AddressFamily && way.Link != place.Bridge
            select new ForwardedTraffic(place.Network, place.Bridge, place.Address, way.Remote, way.Link),
        ];
    }

    /// <summary>Packets from one port of a bridge to another, which pass the rules if the kernel hands bridged packets to them.</summary>
    public static IEnumerable<Packet> OnBridge(string bridge, IReadOnlyList<string> addresses, IPProtocol protocol)
    {
        var parsed = addresses
            .Select(text => IPAddress.TryParse(text, out var address) ? address : null)
            .Where(address => address is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetwork })
            .OfType<IPAddress>()
            .ToList();
        return from address in parsed
            let other = parsed.FirstOrDefault(one => !one.Equals(address)) ?? address
            select Between(protocol, other, address) with
            {
                InLink = bridge,
                OutLink = bridge,
            };
    }

    /// <summary>The first packet of a connection that another host's container begins, to a port that isn't published.</summary>
    public Packet Inbound(IPProtocol protocol) => Between(protocol, Remote, Address) with { InLink = Link, OutLink = Bridge };

    /// <summary>The first packet of a connection that the container begins.</summary>
    public Packet Outbound(IPProtocol protocol) => Between(protocol, Address, Remote) with { InLink = Bridge, OutLink = Link };

    /// <summary>The answer to the first packet of a connection that the container begins.</summary>
    public Packet Answer(IPProtocol protocol) =>
        Inbound(protocol) with
        {
            State = ConnectionState.Established,
            SourcePort = HasPorts(protocol) ? UnpublishedPort : null,
            DestinationPort = HasPorts(protocol) ? AnyHighPort : null,
            TcpFlags = protocol == IPProtocol.Tcp ? ["syn", "ack"] : null,
            IcmpType = protocol == IPProtocol.Icmp ? 0 : null,
        };

    private static bool HasPorts(IPProtocol protocol) =>
        protocol == IPProtocol.Tcp || protocol == IPProtocol.Udp || protocol == IPProtocol.Sctp;

    private static Packet Between(IPProtocol protocol, IPAddress from, IPAddress to) =>
        new()
        {
            Protocol = protocol,
            Source = from,
            Destination = to,
            SourcePort = HasPorts(protocol) ? AnyHighPort : null,
            DestinationPort = HasPorts(protocol) ? UnpublishedPort : null,
            IcmpType = protocol == IPProtocol.Icmp ? 8 : null,
            TcpFlags = protocol == IPProtocol.Tcp ? ["syn"] : null,
            IsSourceLocal = false,
            IsDestinationLocal = false,
        };
}
