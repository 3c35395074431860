using System.Net;
using NetAudit.Snapshots;

namespace NetAudit.Platform.Netlink;

/// <summary>IFLA_VXLAN_…: the settings of a VXLAN link.</summary>
internal static class VxlanAttributes
{
    private const int Id = 1;
    private const int Group = 2;
    private const int Local = 4;
    private const int Learning = 7;
    private const int Proxy = 11;
    private const int Port = 15;
    private const int Group6 = 16;
    private const int Local6 = 17;

    public static VxlanFacts Read(NetlinkAttributes attributes) =>
        new()
        {
            Vni = attributes[Id]?.Int32() ?? 0,
            Port = attributes[Port]?.Port() ?? 0,
            Local = Address(attributes[Local]) ?? Address(attributes[Local6]),
            Remote = Address(attributes[Group]) ?? Address(attributes[Group6]),
            Learning = (attributes[Learning]?.Byte() ?? 0) != 0,
            Proxy = (attributes[Proxy]?.Byte() ?? 0) != 0,
        };

    /// <summary>An address; null for the "any" address, which the kernel reports for one that isn't set.</summary>
    private static string? Address(NetlinkBytes? bytes) =>
        bytes?.Address() is { } address && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) ? address.ToString() : null;
}
