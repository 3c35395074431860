using System.Globalization;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>Names and numbers of netfilter, made alike: iptables and nft spell some of them differently.</summary>
internal static class FirewallNames
{
    private static readonly Dictionary<string, string> Protocols = new(StringComparer.Ordinal)
    {
        ["1"] = "icmp",
        ["2"] = "igmp",
        ["4"] = "ipip",
        ["ipencap"] = "ipip",
        ["ipip"] = "ipip",
        ["6"] = "tcp",
        ["17"] = "udp",
        ["33"] = "dccp",
        ["41"] = "ipv6",
        ["47"] = "gre",
        ["50"] = "esp",
        ["51"] = "ah",
        ["58"] = "ipv6-icmp",
        ["icmpv6"] = "ipv6-icmp",
        ["132"] = "sctp",
        ["136"] = "udplite",
    };

    private static readonly Dictionary<string, int> Priorities = new(StringComparer.Ordinal)
    {
        ["raw"] = -300,
        ["mangle"] = -150,
        ["dstnat"] = -100,
        ["filter"] = 0,
        ["security"] = 50,
        ["srcnat"] = 100,
        ["out"] = 100,
    };

    private static readonly Dictionary<string, int> BridgePriorities = new(StringComparer.Ordinal)
    {
        ["dstnat"] = -300,
        ["filter"] = -200,
        ["out"] = 100,
        ["srcnat"] = 300,
    };

    /// <summary>A protocol's name if it has a usual one, else its number.</summary>
    public static string Protocol(string name) =>
        Protocols.TryGetValue(name.ToLowerInvariant(), out var usual) ? usual : name.ToLowerInvariant();

    /// <summary>The hook with a name, in nft's words or iptables'.</summary>
    public static FirewallHook? Hook(string name) =>
        name.ToLowerInvariant() switch
        {
            "ingress" => FirewallHook.Ingress,
            "prerouting" => FirewallHook.Prerouting,
            "input" => FirewallHook.Input,
            "forward" => FirewallHook.Forward,
            "output" => FirewallHook.Output,
            "postrouting" => FirewallHook.Postrouting,
            "egress" => FirewallHook.Egress,
            _ => null,
        };

    /// <summary>The priority of a built-in chain of iptables.</summary>
    public static int? BuiltInPriority(string table, FirewallHook hook) =>
        table switch
        {
            "nat" => hook is FirewallHook.Input or FirewallHook.Postrouting ? Priorities["srcnat"] : Priorities["dstnat"],
            _ => Priorities.TryGetValue(table, out var priority) ? priority : null,
        };

    /// <summary>"filter", "filter + 10", "-5"; null for anything else.</summary>
    public static int? Priority(IReadOnlyList<string> words, FirewallFamily family)
    {
        var names = family == FirewallFamily.Bridge ? BridgePriorities : Priorities;
        if (words.Count == 0 || !(names.TryGetValue(words[0], out var start) || Number(words[0], out start)))
        {
            return null;
        }

        return words.Count < 3 || !Number(words[2], out var offset) ? start
            : words[1] == "-" ? start - offset
            : start + offset;
    }

    /// <summary>"0x1/0xff" of a mark and a mask, in decimal, hexadecimal or octal; null if it isn't one.</summary>
    public static string? Mark(string text)
    {
        var slash = text.IndexOf('/');
        var mask = uint.MaxValue;
        return MarkNumber(slash < 0 ? text : text[..slash]) is not { } value || (slash >= 0 && !Mask(text[(slash + 1)..], out mask))
            ? null
            : Mark(value, mask);
    }

    /// <summary>"0x1/0xff".</summary>
    public static string Mark(uint value, uint mask) => string.Format(CultureInfo.InvariantCulture, "0x{0:x}/0x{1:x}", value, mask);

    /// <summary>A number of 32 bits, in decimal or hexadecimal.</summary>
    public static uint? MarkNumber(string text)
    {
        var isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return uint.TryParse(
            isHex ? text[2..] : text,
            isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : null;
    }

    private static bool Mask(string text, out uint mask)
    {
        mask = MarkNumber(text) ?? 0;
        return MarkNumber(text) is not null;
    }

    private static bool Number(string text, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
        && Math.Abs((long)number) < 1_000_000_000;
}
