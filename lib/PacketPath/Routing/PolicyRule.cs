using System.Globalization;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.PacketPath.Routing;

/// <summary>Whether a policy rule is for a packet that the namespace itself sends.</summary>
internal static class PolicyRule
{
    /// <summary>The kernel's default rules.</summary>
    public static IReadOnlyList<RoutingRule> Defaults { get; } =
    [new() { Priority = 0, Table = "local" }, new() { Priority = 32766, Table = "main" }, new() { Priority = 32767, Table = "default" }];

    /// <summary>Yes or no; null if it depends on what was not seen.</summary>
    public static bool? IsFor(RoutingRule rule, RouteQuery query)
    {
        // A rule with an incoming link doesn't apply to the host's own packets, which come in by loopback.
        var links = rule.InLink is null or "lo" && (rule.OutLink is null || rule.OutLink == query.OutLink);
        var known = links && IsIn(rule.From, query.Source) && IsIn(rule.To, query.Destination) && HasMark(rule.Mark, query.Mark);
        if (known && rule.OtherConditions is not null)
        {
            return null;
        }

        return known != rule.Inverted;
    }

    /// <summary>A packet whose source isn't chosen yet has 0.0.0.0.</summary>
    private static bool IsIn(string? subnet, Subnet? address)
    {
        if (subnet is null or "all" || Subnet.Parse(subnet) is not { } range)
        {
            return true;
        }

        return range.Length == 0 || (address is not null && range.Contains(address));
    }

    private static bool HasMark(string? wanted, uint mark)
    {
        if (wanted is null)
        {
            return true;
        }

        var slash = wanted.IndexOf('/');
        var value = Number(slash < 0 ? wanted : wanted[..slash]);
        var mask = slash < 0 ? uint.MaxValue : Number(wanted[(slash + 1)..]);
        return ((mark ^ value) & mask) == 0;
    }

    private static uint Number(string text)
    {
        var isHex = text.StartsWith("0x", StringComparison.Ordinal);
        var style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return uint.TryParse(isHex ? text[2..] : text, style, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
