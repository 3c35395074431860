using System.Net;
using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>Traffic that the hosts of a solution must be able to send each other.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Port">The destination port; null if the protocol has none.</param>
/// <param name="Label">The name in messages: "UDP 4789 (VXLAN)".</param>
internal sealed record NeededTraffic(IPProtocol Protocol, int? Port, string Label)
{
    private const int AnyHighPort = 49152;

    /// <summary>
    /// Whether either end may send first. If only one direction is dropped, it may then still pass as answers, if the rules accept tracked
    /// connections. UDP uses the port at both ends then.
    /// </summary>
    public bool DoBothEndsBegin { get; init; }

    /// <summary>Whether only other hosts open connections, so that packets sent from this host aren't checked.</summary>
    public bool IsOneWay { get; init; }

    /// <summary>The severity of the finding if answers are dropped too.</summary>
    public Severity Worst { get; init; } = Severity.Error;

    /// <summary>The subject of a finding: "4789/udp", "esp".</summary>
    public string Subject => Port is null ? Protocol.Name.ToLowerInvariant() : $"{Port}/{Protocol.Name.ToLowerInvariant()}";

    /// <summary>The first packet that another host sends to this one; null if either address is unknown.</summary>
    public Packet? From(UnderlayPath path) =>
        IPAddress.TryParse(path.OwnAddress ?? path.Answer.Source, out var own) && IPAddress.TryParse(path.Peer, out var peer)
            ? Between(peer, own) with
            {
                InLink = LinkOf(path, own),
                IsDestinationLocal = true,
                IsSourceLocal = false,
            }
            : null;

    /// <summary>The first packet that this host sends to another; null if either address is unknown.</summary>
    public Packet? To(UnderlayPath path) =>
        IPAddress.TryParse(path.Answer.Source ?? path.OwnAddress, out var own) && IPAddress.TryParse(path.Peer, out var peer)
            ? Between(own, peer) with
            {
                OutLink = path.Answer.Link?.Name,
                IsDestinationLocal = false,
                IsSourceLocal = true,
            }
            : null;

    /// <summary>
    /// The link of the route to the other host, if it has the address that the other host sends to. Otherwise null: packets from there may
    /// arrive on another link, which isn't known.
    /// </summary>
    private static string? LinkOf(UnderlayPath path, IPAddress own)
    {
        var link = path.Answer.Link;
        return link?.Addresses.Any(address => address.Address == own.ToString()) == true ? link.Name : null;
    }

    private Packet Between(IPAddress from, IPAddress to) =>
        new()
        {
            Protocol = Protocol,
            Source = from,
            Destination = to,
            IsIPv6 = to.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6,
            SourcePort =
                Port is null ? null
                : DoBothEndsBegin && Protocol == IPProtocol.Udp ? Port
                : AnyHighPort,
            DestinationPort = Port,
            TcpFlags = Protocol == IPProtocol.Tcp ? ["syn"] : null,
        };
}

/// <summary>Traffic that a solution needs, and the hosts it is needed with.</summary>
/// <param name="Traffic">The traffic.</param>
/// <param name="Paths">The paths to the hosts.</param>
internal sealed record NeededWithPeers(NeededTraffic Traffic, IReadOnlyList<UnderlayPath> Paths);
