using NetAudit.Model;

namespace NetAudit.PacketPath.Routing;

/// <summary>A packet that the namespace itself sends, as far as routing looks at it.</summary>
/// <param name="Destination">The destination: an address, which is a subnet of full length.</param>
internal sealed record RouteQuery(Subnet Destination)
{
    /// <summary>Its source address; null if the kernel is to choose one.</summary>
    public Subnet? Source { get; init; }

    /// <summary>Its firewall mark.</summary>
    public uint Mark { get; init; }

    /// <summary>The link that its socket is bound to, as a VXLAN link with <c>dev</c> is; null for none.</summary>
    public string? OutLink { get; init; }

    /// <summary>A query for an address in text; null if it is none.</summary>
    public static RouteQuery? Create(string? address) =>
        Subnet.Parse(address) is { } destination && destination.Length == (destination.Family == 4 ? 32 : 128) ? new(destination) : null;
}
