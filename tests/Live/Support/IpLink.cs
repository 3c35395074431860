using NetAudit.Snapshots;
using Newtonsoft.Json.Linq;

namespace NetAudit.Live.Tests.Support;

/// <summary>A link as <c>ip -j -d addr</c> prints it, for comparison with NetAudit's.</summary>
internal sealed record IpLink(
    int Index,
    string Name,
    string? Kind,
    string Type,
    int Mtu,
    string? Mac,
    bool Up,
    IReadOnlyList<string> Addresses,
    int? Vni,
    int? Port
)
{
    public static IReadOnlyList<IpLink> Parse(string json) => [.. JArray.Parse(json).Where(link => link.HasValues).Select(One)];

    public override string ToString() =>
        $"{Index} {Name} {Kind} {Type} mtu {Mtu} mac {Mac} up {Up} {string.Join(' ', Addresses)} vni {Vni} port {Port}";

    /// <summary>The same members of a link that NetAudit read.</summary>
    public static IpLink Of(Link link) =>
        new(
            link.Index,
            link.Name,
            link.Kind,
            link.LinkType ?? "",
            link.Mtu,
            link.MacAddress,
            link.Up,
            [.. link.Addresses.Select(address => address.ToString()).Order(StringComparer.Ordinal)],
            link.Vxlan?.Vni,
            link.Vxlan?.Port
        );

    private static IpLink One(JToken link) =>
        new(
            (int)link["ifindex"]!,
            (string)link["ifname"]!,
            (string?)link["linkinfo"]?["info_kind"],
            (string)link["link_type"]!,
            (int)link["mtu"]!,
            (string?)link["address"],
            link["flags"]!.Values<string>().Contains("UP"),
            [
                .. (link["addr_info"] ?? new JArray())
                    .Select(address => $"{(string?)address["local"]}/{(string?)address["prefixlen"]}")
                    .Order(StringComparer.Ordinal),
            ],
            (string?)link["linkinfo"]?["info_kind"] == "vxlan" ? (int?)link["linkinfo"]!["info_data"]!["id"] : null,
            (string?)link["linkinfo"]?["info_kind"] == "vxlan" ? (int?)link["linkinfo"]!["info_data"]!["port"] : null
        );
}
