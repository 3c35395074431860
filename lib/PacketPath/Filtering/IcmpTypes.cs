using System.Globalization;

namespace NetAudit.PacketPath.Filtering;

/// <summary>The names that nft prints for types of ICMP and ICMPv6.</summary>
internal static class IcmpTypes
{
    /// <summary>The type's number; null if it is neither a number nor a known name.</summary>
    /// <param name="text">A number, or a name.</param>
    /// <param name="isIPv6">Whether it is one of ICMPv6.</param>
    public static int? Find(string text, bool isIPv6) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : isIPv6 ? OfIPv6(text)
        : OfIPv4(text);

    private static int? OfIPv4(string name) =>
        name switch
        {
            "echo-reply" => 0,
            "destination-unreachable" => 3,
            "source-quench" => 4,
            "redirect" => 5,
            "echo-request" => 8,
            "router-advertisement" => 9,
            "router-solicitation" => 10,
            "time-exceeded" => 11,
            "parameter-problem" => 12,
            "timestamp-request" => 13,
            "timestamp-reply" => 14,
            _ => null,
        };

    private static int? OfIPv6(string name) =>
        name switch
        {
            "destination-unreachable" => 1,
            "packet-too-big" => 2,
            "time-exceeded" => 3,
            "parameter-problem" => 4,
            "echo-request" => 128,
            "echo-reply" => 129,
            "mld-listener-query" => 130,
            "mld-listener-report" => 131,
            "mld-listener-done" or "mld-listener-reduction" => 132,
            "nd-router-solicit" => 133,
            "nd-router-advert" => 134,
            "nd-neighbor-solicit" => 135,
            "nd-neighbor-advert" => 136,
            "nd-redirect" => 137,
            "router-renumbering" => 138,
            "ind-neighbor-solicit" => 141,
            "ind-neighbor-advert" => 142,
            "mld2-listener-report" => 143,
            _ => null,
        };
}
