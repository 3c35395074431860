using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>What <c>ethtool -i</c> and <c>ethtool -k</c> print of several links, each after a line "link: NAME".</summary>
internal static class EthtoolText
{
    private const int MostLinks = 256;

    /// <summary>The features that are kept: what a network card does to VXLAN's and its packets' checksums.</summary>
    public static IReadOnlyList<string> Offloads { get; } =
    ["tx-checksum-ipv4", "tx-checksum-ip-generic", "tx-checksum-ipv6", "tx-udp_tnl-segmentation", "tx-udp_tnl-csum-segmentation"];

    /// <summary>Drivers by link.</summary>
    public static IReadOnlyDictionary<string, LinkDriver> Read(string text)
    {
        var drivers = new Dictionary<string, LinkDriver>(StringComparer.Ordinal);
        var link = "";
        foreach (var (name, value) in TextLines.Read(text).Select(Pair))
        {
            if (name == "link")
            {
                link = value;
            }
            else if (name == "driver" && value.Length > 0 && drivers.Count < MostLinks)
            {
                drivers[link] = new LinkDriver { Name = value };
            }
            else if (Offloads.Contains(name) && drivers.TryGetValue(link, out var driver))
            {
                // "off [fixed]", "on".
                var isOn = value.Split(' ')[0] == "on";
                drivers[link] = driver with { Offloads = With(driver.Offloads, name, isOn) };
            }
        }

        return drivers;
    }

    private static Dictionary<string, bool> With(IReadOnlyDictionary<string, bool>? features, string name, bool isOn)
    {
        var all = (features ?? new Dictionary<string, bool>()).ToDictionary(feature => feature.Key, feature => feature.Value);
        all[name] = isOn;
        return all;
    }

    private static (string Name, string Value) Pair(string line)
    {
        var colon = line.IndexOf(':');
        return colon < 0 ? (line, "") : (line[..colon], line[(colon + 1)..].Trim());
    }
}
