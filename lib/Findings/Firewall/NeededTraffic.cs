using System.Net;
using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>What the hosts of a solution must be able to send each other.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Port">The port that it goes to; null if the protocol has none.</param>
/// <param name="Label">Its name for people: "UDP 4789 (VXLAN)".</param>
internal sealed record NeededTraffic(IPProtocol Protocol, int? Port, string Label)
{
    private const int AnyHighPort = 49152;

    /// <summary>
    /// Whether both ends begin by themselves, and what one sends opens the way for the other where tracked connections are accepted: it
    /// works in part then.
    /// </summary>
    public bool DoBothEndsBegin { get; init; }

    /// <summary>Whether only others begin it: it needs no way out.</summary>
    public bool IsOneWay { get; init; }

    /// <summary>How much it matters at most.</summary>
    public Severity Worst { get; init; } = Severity.Error;

    /// <summary>For the subject of a finding: "4789/udp", "esp".</summary>
    public string Subject => Port is null ? Protocol.Name.ToLowerInvariant() : $"{Port}/{Protocol.Name.ToLowerInvariant()}";

    /// <summary>The first packet that another host sends to this one; null if this one's address isn't known.</summary>
    public Packet? From(UnderlayPath path) =>
        IPAddress.TryParse(path.OwnAddress ?? path.Answer.Source, out var own) && IPAddress.TryParse(path.Peer, out var peer)
            ? Between(peer, own) with
            {
                InLink = LinkOf(path, own),
                IsDestinationLocal = true,
                IsSourceLocal = false,
            }
            : null;

    /// <summary>The first packet that this host sends to another.</summary>
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
    /// The link that leads there, where it has the address that the other host sends to. Else the way back may be another one, which
    /// isn't known.
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

/// <summary>Something that is needed, and the hosts it is needed with.</summary>
/// <param name="Traffic">What is needed.</param>
/// <param name="Paths">The ways to the hosts.</param>
internal sealed record NeededWithPeers(NeededTraffic Traffic, IReadOnlyList<UnderlayPath> Paths);
