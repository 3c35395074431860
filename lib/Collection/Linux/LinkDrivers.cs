using NetAudit.Collection.Formats;
using NetAudit.Platform;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Linux;

/// <summary>
/// Finds the drivers of links that carry packets to other hosts: hardware links, and VXLAN links, which have offloads of their own.
/// </summary>
internal static class LinkDrivers
{
    private const int MostLinks = 64;

    /// <summary>Returns the links, with drivers if they have any.</summary>
    public static IReadOnlyList<Link> Add(IReadOnlyList<Link> links, Ethtool ethtool)
    {
        var asked = new HashSet<int>(
            links.Where(link => link is { Kind: null or "vxlan", IsLoopback: false }).Take(MostLinks).Select(link => link.Index)
        );
        return
        [
            .. links.Select(link =>
                asked.Contains(link.Index) && ethtool.DriverOf(link.Name) is { } driver
                    ? link with
                    {
                        Driver = new LinkDriver { Name = driver, Offloads = ethtool.FeaturesOf(link.Name, EthtoolText.Offloads) },
                    }
                    : link
            ),
        ];
    }
}
