using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>A lease of flanneld, from subnet.env.</summary>
/// <param name="File">The file.</param>
/// <param name="Network">FLANNEL_NETWORK.</param>
/// <param name="Subnet">FLANNEL_SUBNET.</param>
/// <param name="Mtu">FLANNEL_MTU, in bytes.</param>
internal sealed record FlannelLease(HostFile File, Subnet? Network, Subnet? Subnet, int? Mtu)
{
    /// <summary>FLANNEL_SUBNET as it is written, the bridge's own address in it.</summary>
    public string Bip => File.Settings["FLANNEL_SUBNET"];

    public static IReadOnlyList<FlannelLease> Find(HostSnapshot host) =>
        [
            .. host
                .Files.Where(file => file.Settings.ContainsKey("FLANNEL_SUBNET"))
                .Select(file => new FlannelLease(
                    file,
                    Value(file, "FLANNEL_NETWORK"),
                    Value(file, "FLANNEL_SUBNET"),
                    file.Settings.TryGetValue("FLANNEL_MTU", out var mtu) && int.TryParse(mtu, out var bytes) ? bytes : null
                )),
        ];

    private static Subnet? Value(HostFile file, string key) =>
        Subnet.Parse(file.Settings.TryGetValue(key, out var value) ? value.Split(',')[0] : null);
}

/// <summary>Flannel's own links.</summary>
internal static class FlannelLinks
{
    public static IReadOnlyList<Link> Find(HostSnapshot host) => [.. host.HostLinks().Where(link => ModelOf(link) is not null)];

    /// <summary>The network model a link of Flannel carries; null if it isn't Flannel's: the name alone is not enough.</summary>
    public static NetworkModel? ModelOf(Link link) =>
        link switch
        {
            { Kind: "vxlan", Vxlan: not null }
                when link.Name.StartsWith("flannel.", StringComparison.Ordinal)
                    || link.Name.StartsWith("flannel-v6.", StringComparison.Ordinal) => NetworkModel.Vxlan,
            { Kind: "tun" } when IsNumbered(link.Name) => NetworkModel.Udp,
            { Kind: null, LinkType: "none" } when IsNumbered(link.Name) => NetworkModel.Udp,
            { Kind: "ipip", Name: "flannel.ipip" } => NetworkModel.IPIP,
            { Kind: "wireguard", Name: "flannel-wg" or "flannel-wg-v6" } => NetworkModel.WireGuard,
            _ => null,
        };

    /// <summary>Whether it is the TUN device of the udp backend.</summary>
    public static bool IsTun(Link link) => IsNumbered(link.Name) && link is { Kind: "tun" } or { Kind: null, LinkType: "none" };

    /// <summary>
    /// Whether flanneld itself carries the packets (udp): when it ends, its TUN device and the device's routes are removed.
    /// </summary>
    public static bool CarriedByAgent(NetworkModel model) => model == NetworkModel.Udp;

    private static bool IsNumbered(string name) =>
        name.StartsWith("flannel", StringComparison.Ordinal) && name.Length > 7 && name[7..].All(char.IsDigit);
}
