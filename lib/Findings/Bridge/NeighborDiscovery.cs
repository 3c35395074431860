using System.Net;
using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A message of IPv6's neighbor discovery between a container and its bridge's host, and the filter's answer to it.</summary>
/// <param name="Kind">Which message.</param>
/// <param name="IsFromContainer">Whether the container sends it.</param>
/// <param name="Answer">What the host's packet filter does with it.</param>
internal sealed record NeighborMessage(NeighborMessageKind Kind, bool IsFromContainer, FirewallAnswer Answer)
{
    /// <summary>Whether a container lacks its gateway's MAC address without it: its question, and the host's answer.</summary>
    public bool IsAboutGateway => IsFromContainer == (Kind == NeighborMessageKind.Solicitation);
}

/// <summary>The messages of neighbor discovery, by their ICMPv6 types.</summary>
internal enum NeighborMessageKind
{
    /// <summary>Who has this address?</summary>
    Solicitation = 135,

    /// <summary>I have it, and this is my MAC address.</summary>
    Advertisement = 136,
}

/// <summary>
/// Follows the four messages by which a container and its gateway, the host's bridge, find each other's MAC address. Connection tracking
/// leaves them untracked, so a rule that accepts established connections doesn't accept them.
/// </summary>
/// <param name="walk">The host's packet filter.</param>
/// <param name="bridge">The network.</param>
/// <param name="gateway">Its gateway.</param>
/// <param name="container">A container's address on it.</param>
internal sealed class NeighborDiscovery(FirewallWalk walk, BridgeNetwork bridge, IPAddress gateway, IPAddress container)
{
    /// <summary>
    /// Returns the four messages. The host's own address in its questions is the gateway's if it opens the connection, else the bridge's
    /// link-local one.
    /// </summary>
    public IEnumerable<NeighborMessage> Messages() =>
        [
            Received(NeighborMessageKind.Solicitation, SolicitedNode(gateway)),
            Sent(NeighborMessageKind.Advertisement, gateway, container),
            Sent(NeighborMessageKind.Solicitation, null, SolicitedNode(container)),
            Received(NeighborMessageKind.Advertisement, null),
        ];

    /// <summary>The multicast address at which the owner of an address is asked for (RFC 4291, 2.7.1).</summary>
    private static IPAddress SolicitedNode(IPAddress address)
    {
        var bytes = IPAddress.Parse("ff02::1:ff00:0").GetAddressBytes();
        Array.Copy(address.GetAddressBytes(), 13, bytes, 13, 3);
        return new IPAddress(bytes);
    }

    private NeighborMessage Received(NeighborMessageKind kind, IPAddress? destination) =>
        new(
            kind,
            IsFromContainer: true,
            walk.Receive(
                Message(kind) with
                {
                    Source = container,
                    Destination = destination,
                    InLink = bridge.LinkName,
                    IsSourceLocal = false,
                    IsDestinationLocal = kind == NeighborMessageKind.Advertisement ? true : null,
                }
            )
        );

    private NeighborMessage Sent(NeighborMessageKind kind, IPAddress? source, IPAddress destination) =>
        new(
            kind,
            IsFromContainer: false,
            walk.Send(
                Message(kind) with
                {
                    Source = source,
                    Destination = destination,
                    OutLink = bridge.LinkName,
                    IsSourceLocal = true,
                    IsDestinationLocal = kind == NeighborMessageKind.Advertisement ? false : null,
                }
            )
        );

    private static Packet Message(NeighborMessageKind kind) =>
        new()
        {
            Protocol = IPProtocol.IcmpV6,
            IsIPv6 = true,
            IcmpType = (int)kind,
            TcpFlags = [],
            State = ConnectionState.Untracked,
        };
}
