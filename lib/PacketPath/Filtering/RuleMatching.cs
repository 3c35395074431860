using NetAudit.Snapshots;

namespace NetAudit.PacketPath.Filtering;

/// <summary>Whether a packet meets a rule's matches: yes, no, or null if it is unknown.</summary>
internal static class RuleMatching
{
    /// <summary>Whether a packet meets all matches of a rule.</summary>
    public static bool? Meets(FirewallTables tables, FirewallRule rule, Packet packet)
    {
        bool? all = true;
        foreach (var match in rule.Matches)
        {
            var one = Meets(tables, rule, match, packet);
            if (one == false)
            {
                return false;
            }

            all = one is null ? null : all;
        }

        return all;
    }

    /// <summary>Whether a packet meets an element of a map.</summary>
    public static bool? Meets(IReadOnlyList<FirewallMatchKind> selectors, FirewallSetElement element, Packet packet)
    {
        if (element.Key.Count != selectors.Count)
        {
            return null;
        }

        bool? all = true;
        for (var at = 0; at < selectors.Count; at++)
        {
            var one = PacketValues.Meets(packet, selectors[at], element.Key[at]);
            if (one == false)
            {
                return false;
            }

            all = one is null ? null : all;
        }

        return all;
    }

    private static bool? Meets(FirewallTables tables, FirewallRule rule, FirewallMatch match, Packet packet)
    {
        if (match.Kind is FirewallMatchKind.Unknown or FirewallMatchKind.IpSet)
        {
            return null;
        }

        if (match.Kind == FirewallMatchKind.Fragment)
        {
            return match.Negated;
        }

        var values = match.Set is null
            ? match.Values
            : tables.Elements(rule, match.Set)?.Select(element => element.Key.Count == 1 ? element.Key[0] : "");
        if (values is null)
        {
            return null;
        }

        bool? any = false;
        foreach (var value in values)
        {
            any = PacketValues.Or(any, PacketValues.Meets(packet, match.Kind, value));
            if (any == true)
            {
                break;
            }
        }

        return match.Negated ? !any : any;
    }
}
