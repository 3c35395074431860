using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes.Wire;

/// <summary>Links on which packets for other hosts are watched.</summary>
internal static class UnderlayLinks
{
    /// <summary>Names of the links to the solution's other hosts; if none is known, of all links with an address of the host.</summary>
    public static IReadOnlyList<string> Find(HostSnapshot host, Footprint footprint)
    {
        var known = UnderlayPaths.Links(host, footprint);
        var links = known.Count > 0 ? known : HostSubnets.Find(host, footprint).Select(address => address.Link);
        return [.. links.Select(link => link.Name).Distinct()];
    }
}
