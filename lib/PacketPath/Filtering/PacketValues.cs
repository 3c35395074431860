using System.Globalization;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.PacketPath.Filtering;

/// <summary>Whether a packet meets a single value of a match: yes, no, or null if it is unknown.</summary>
internal static class PacketValues
{
    public static bool? Meets(Packet packet, FirewallMatchKind kind, string value) =>
        kind switch
        {
            FirewallMatchKind.InLink => IsLink(packet.InLink, value),
            FirewallMatchKind.OutLink => IsLink(packet.OutLink, value),
            FirewallMatchKind.NetworkProtocol => value == (packet.IsIPv6 ? "ipv6" : "ipv4"),
            FirewallMatchKind.Source => packet.Source is null ? null : AddressRange.Parse(value)?.Contains(packet.Source),
            FirewallMatchKind.Destination => packet.Destination is null ? null : AddressRange.Parse(value)?.Contains(packet.Destination),
            FirewallMatchKind.Protocol => IsProtocol(packet.Protocol, IPProtocol.FromName(value)),
            FirewallMatchKind.SourcePort => IsPort(packet, packet.SourcePort, value),
            FirewallMatchKind.DestinationPort => IsPort(packet, packet.DestinationPort, value),
            FirewallMatchKind.AnyPort => Or(IsPort(packet, packet.SourcePort, value), IsPort(packet, packet.DestinationPort, value)),
            FirewallMatchKind.TcpFlags => HasFlags(packet, value),
            FirewallMatchKind.IcmpType => IsIcmp(packet, value),
            FirewallMatchKind.Fragment => false,
            FirewallMatchKind.Mark => packet.Mark is { } mark ? FirewallMark.Parse(value)?.IsMetBy(mark) : null,
            FirewallMatchKind.ConntrackState => IsState(packet, value),
            FirewallMatchKind.SourceType => IsType(packet.IsSourceLocal, packet.Source, value),
            FirewallMatchKind.DestinationType => IsType(packet.IsDestinationLocal, packet.Destination, value),
            FirewallMatchKind.IpsecPolicy => IsIpsec(packet.CameByIpsec, value),
            FirewallMatchKind.VxlanId => packet.VxlanId is { } id ? value == id.ToString(CultureInfo.InvariantCulture) : null,
            _ => null,
        };

    /// <summary>Yes if either is yes, no if both are no.</summary>
    public static bool? Or(bool? one, bool? other) =>
        one == true || other == true ? true
        : one is null || other is null ? null
        : false;

    private static bool? IsLink(string? link, string value) =>
        link is null ? null
        : value.EndsWith("*", StringComparison.Ordinal) ? link.StartsWith(value[..^1], StringComparison.Ordinal)
        : link == value;

    private static bool? IsProtocol(IPProtocol protocol, IPProtocol value) =>
        value == IPProtocol.Any ? true
        : value.Number is null || protocol.Number is null ? null
        : value.Number == protocol.Number;

    private static bool? IsPort(Packet packet, int? port, string value)
    {
        if (packet.Protocol == IPProtocol.Icmp || packet.Protocol == IPProtocol.IcmpV6 || port is null)
        {
            return null;
        }

        var dash = value.IndexOf('-');
        var isRange = dash > 0;
        return Number(isRange ? value[..dash] : value) is { } from && Number(isRange ? value[(dash + 1)..] : value) is { } to
            ? port >= from && port <= to
            : null;
    }

    private static bool? HasFlags(Packet packet, string value)
    {
        if (packet.Protocol != IPProtocol.Tcp)
        {
            return false;
        }

        var slash = value.IndexOf('/');
        if (packet.TcpFlags is null || slash < 0)
        {
            return null;
        }

        var (set, mask) = (value[..slash].Split(','), value[(slash + 1)..].Split(','));
        return mask.All(flag => flag.Length == 0 || packet.TcpFlags.Contains(flag) == set.Contains(flag));
    }

    private static bool? IsIcmp(Packet packet, string value)
    {
        if (value is "any" or "255")
        {
            return true;
        }

        if (packet.IcmpType is not { } type)
        {
            return null;
        }

        if (IcmpTypes.Find(value, packet.IsIPv6) is { } named)
        {
            return type == named;
        }

        // "130-137": nft joins the numbers of a set that follow each other.
        var dash = value.IndexOf('-');
        return dash > 0 && Number(value[..dash]) is { } from && Number(value[(dash + 1)..]) is { } to ? type >= from && type <= to : null;
    }

    private static bool? IsState(Packet packet, string value) =>
        value switch
        {
            "dnat" => packet.IsDestinationRewritten,
            "new" => Is(packet.State, ConnectionState.New),
            "established" => Is(packet.State, ConnectionState.Established),
            "related" => Is(packet.State, ConnectionState.Related),
            "invalid" => Is(packet.State, ConnectionState.Invalid),
            "untracked" => Is(packet.State, ConnectionState.Untracked),
            _ => null,
        };

    private static bool? Is(ConnectionState? state, ConnectionState value) => state is null ? null : state == value;

    private static bool? IsType(bool? isLocal, System.Net.IPAddress? address, string value)
    {
        var first = address?.GetAddressBytes() is { Length: 4 } bytes ? bytes[0] : 0;
        return value switch
        {
            "local" => isLocal,
            "multicast" => first == 0 ? null : first is >= 224 and <= 239,
            // A subnet's broadcast address isn't distinguished from others here.
            "unicast" when isLocal == true || first is >= 224 and <= 239 => false,
            _ => null,
        };
    }

    private static bool? IsIpsec(bool? came, string value) =>
        value switch
        {
            "in none" => !came,
            "in ipsec" => came,
            _ => null,
        };

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
