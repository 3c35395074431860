using System.Globalization;

namespace NetAudit.Model;

/// <summary>
/// A protocol over IP: by its number, with the name that editions and rows use ("TCP"), or the number if it has no name here.
/// </summary>
public sealed record IPProtocol
{
    /// <summary>Any protocol: for a rule that names none.</summary>
    public static readonly IPProtocol Any = new(null, "All");

    /// <summary>ICMP, 1.</summary>
    public static readonly IPProtocol Icmp = new(1, "ICMP");

    /// <summary>TCP, 6.</summary>
    public static readonly IPProtocol Tcp = new(6, "TCP");

    /// <summary>UDP, 17.</summary>
    public static readonly IPProtocol Udp = new(17, "UDP");

    /// <summary>ESP, 50: what IPsec sends.</summary>
    public static readonly IPProtocol Esp = new(50, "ESP");

    /// <summary>ICMP of IPv6, 58.</summary>
    public static readonly IPProtocol IcmpV6 = new(58, "ICMPv6");

    /// <summary>SCTP, 132.</summary>
    public static readonly IPProtocol Sctp = new(132, "SCTP");

    /// <summary>UDP with partial checksums, 136.</summary>
    public static readonly IPProtocol UdpLite = new(136, "UDPLite");

    private static readonly IPProtocol[] Named =
    [
        Any,
        Icmp,
        Tcp,
        Udp,
        Esp,
        IcmpV6,
        Sctp,
        UdpLite,
        new(2, "IGMP"),
        new(4, "IPIP"),
        new(33, "DCCP"),
        new(41, "IPv6"),
        new(47, "GRE"),
        new(51, "AH"),
        new(89, "OSPF"),
        new(103, "PIM"),
        new(112, "VRRP"),
    ];

    /// <summary>Other names that tools and /etc/protocols write.</summary>
    private static readonly Dictionary<string, byte> OtherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ipv6-icmp"] = 58,
        ["icmp6"] = 58,
        ["ipencap"] = 4,
        ["ipv6-crypt"] = 50,
        ["ipv6-auth"] = 51,
    };

    private IPProtocol(byte? number, string name)
    {
        Number = number;
        Name = name;
    }

    /// <summary>Its number; null for <see cref="Any"/>, and for a protocol whose name isn't known here.</summary>
    public byte? Number { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The protocol of a number.</summary>
    public static IPProtocol FromNumber(byte number) =>
        Array.Find(Named, protocol => protocol.Number == number) ?? new(number, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The protocol that a tool names, by name or number. For any protocol, iptables and nft write nothing, "all" or 0.</summary>
    public static IPProtocol FromName(string name)
    {
        if (
            byte.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || OtherNames.TryGetValue(name, out number)
        )
        {
            return number == 0 ? Any : FromNumber(number);
        }

        return Array.Find(Named, protocol => string.Equals(protocol.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? new(null, name.ToUpperInvariant());
    }

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
