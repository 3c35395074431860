using NetAudit.PacketPath.Routing;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>The host's path to all other networks, by the kernel's routes.</summary>
internal static class WayOut
{
    /// <summary>An address reserved for documentation, which no host has: it stands for any host reached by the default route.</summary>
    public static string AnyAddress(int family) => family == 6 ? "2001:db8::1" : "198.51.100.1";

    /// <summary>The link of the default route; null if it is unknown or there is none.</summary>
    public static Link? FindLink(HostSnapshot host, int family = 4) => Find(host, family)?.Link;

    /// <summary>How such a packet is routed; null if it is unknown or there is no default route.</summary>
    public static RouteAnswer? Find(HostSnapshot host, int family = 4)
    {
        var query = RouteQuery.Create(AnyAddress(family));
        var answer = query is null ? null : RouteLookup.Create(host.HostNamespace)?.Find(query);
        return answer is { IsUnicast: true, Link: not null } ? answer : null;
    }
}
