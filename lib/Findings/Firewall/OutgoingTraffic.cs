using System.Net;
using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>The first packet of a connection that a bridge's containers open to a host beyond this one.</summary>
/// <param name="Network">The bridge's network.</param>
/// <param name="Bridge">The bridge.</param>
/// <param name="Packet">A TCP packet to port 443 of an IPv4 address that only the default route leads to.</param>
internal sealed record OutgoingTraffic(Network Network, string Bridge, Packet Packet)
{
    private const int AnyHighPort = 49152;
    private const int Https = 443;

    /// <summary>
    /// Returns one packet per bridge network that isn't internal and has an IPv4 subnet; empty if no default route is known.
    /// </summary>
    public static IEnumerable<OutgoingTraffic> Find(HostSnapshot host)
    {
        if (WayOut.FindLink(host)?.Name is not { } link)
        {
            return [];
        }

        return from network in host.Networks.OrNone()
            where network is { Driver: "bridge", Internal: false }
            let bridge = HostQueries.BridgeLinkOf(network)
            where bridge is not null && bridge != link && HostIndex.Get(host).LinksNamed(bridge).Any()
            from subnet in HostQueries.SubnetsOf(network).Where(subnet => subnet.Family == 4).Take(1)
            select new OutgoingTraffic(network, bridge, First(subnet) with { InLink = bridge, OutLink = link });
    }

    private static Packet First(Subnet subnet)
    {
        var source = IPAddress.Parse(subnet.Prefix).GetAddressBytes();
        source[3] += 2;
        return new Packet
        {
            Protocol = IPProtocol.Tcp,
            Source = new IPAddress(source),
            Destination = IPAddress.Parse(WayOut.AnyAddress(4)),
            SourcePort = AnyHighPort,
            DestinationPort = Https,
            TcpFlags = ["syn"],
            IsSourceLocal = false,
            IsDestinationLocal = false,
        };
    }
}
