using System.Globalization;
using System.Net;
using NetAudit.Snapshots;

namespace NetAudit.PacketPath.Filtering;

/// <summary>Applies the changes that targets make to a packet.</summary>
internal static class Rewriting
{
    /// <summary>Returns the packet with its mark changed.</summary>
    public static Packet Mark(Packet packet, FirewallTarget target)
    {
        var change = target.Kind == FirewallTargetKind.SetMark && target.Values.Count == 1 ? FirewallMark.Parse(target.Values[0]) : null;
        return packet with
        {
            Mark =
                change is not { } known ? null
                : known.Mask == uint.MaxValue ? known.Value
                : packet.Mark is { } mark ? known.Change(mark)
                : null,
        };
    }

    /// <summary>
    /// Returns the packet with its destination rewritten. The kernel marks the connection only if that changes it (nf_nat_setup_info).
    /// </summary>
    public static Packet Destination(Packet packet, FirewallTarget target)
    {
        var isRedirect = target.Kind == FirewallTargetKind.Redirect;
        var (address, port) = isRedirect || target.Values.Count == 0 ? (null, null) : Endpoint(target.Values[0]);
        var settled = packet with { IsDestinationSettled = true };
        var isTheSame = address is not null && address.Equals(packet.Destination) && (port is null || port == packet.DestinationPort);
        return isTheSame
            ? settled
            : settled with
            {
                Destination = address,
                DestinationPort = address is null ? null : port ?? packet.DestinationPort,
                IsDestinationRewritten = true,
                IsDestinationLocal = isRedirect ? true : null,
            };
    }

    /// <summary>Returns the packet with its source rewritten. Its port may change if another connection has it.</summary>
    public static Packet Source(Packet packet, FirewallTarget target) =>
        packet with
        {
            Source = target.Kind == FirewallTargetKind.Snat && target.Values.Count > 0 ? Endpoint(target.Values[0]).Address : null,
            SourcePort = null,
            IsSourceLocal = target.Kind == FirewallTargetKind.Masquerade ? true : null,
        };

    /// <summary>"10.0.0.2", "10.0.0.2:80", "[fd00::2]:80"; no address for anything else, such as a range.</summary>
    private static (IPAddress? Address, int? Port) Endpoint(string text)
    {
        var bracket = text.IndexOf(']');
        var colon = text.IndexOf(':', Math.Max(bracket, 0));
        var isBare = bracket < 0 && colon >= 0 && text.IndexOf(':', colon + 1) > 0;
        var host = isBare || colon < 0 ? text : text[..colon];
        if (!IPAddress.TryParse(host.Trim('[', ']'), out var address))
        {
            return (null, null);
        }

        if (isBare || colon < 0)
        {
            return (address, null);
        }

        return int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? (address, port)
            : (null, null);
    }
}
