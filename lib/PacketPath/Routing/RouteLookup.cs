using System.Runtime.CompilerServices;
using NetAudit.Snapshots;

namespace NetAudit.PacketPath.Routing;

/// <summary>
/// Routes a packet as the kernel of a namespace does (fib_rules, fib_trie): policy rules in the order of their priorities, in each table
/// the longest prefix, then the lowest metric. Pure. The local table isn't collected; it follows from the links' addresses.
/// </summary>
internal sealed class RouteLookup
{
    // A cache of lookups per namespace, which never changes; an entry is removed with its namespace.
    private static readonly ConditionalWeakTable<NetworkNamespace, RouteLookup> s_known = new();

    private readonly IReadOnlyList<Link> _links;
    private readonly ILookup<string, Link> _linksByName;
    private readonly IReadOnlyList<RoutingRule> _rules;
    private readonly Dictionary<string, RouteTable> _tables;

    private RouteLookup(IReadOnlyList<Link> links, IReadOnlyList<Route> routes, IReadOnlyList<RoutingRule>? rules)
    {
        _links = links;
        _linksByName = links.ToLookup(link => link.Name);
        _rules = rules is null ? PolicyRule.Defaults : [.. rules.OrderBy(rule => rule.Priority)];
        _tables = routes
            .Where(route => route.Table != "local")
            .GroupBy(route => route.Table)
            .ToDictionary(group => group.Key, group => new RouteTable(group.Select(RouteEntry.Create).OfType<RouteEntry>()));
        _tables["local"] = new RouteTable(RouteEntry.FromAddresses(links));
        AreRulesUnseen = rules is null && _tables.Keys.Any(table => table is not ("local" or "main" or "default"));
    }

    /// <summary>Whether other tables have routes, but the rules that select them were not seen. IPv6's rules never are.</summary>
    private bool AreRulesUnseen { get; }

    /// <summary>Creates the lookup of a namespace; null if its links or routes were not seen.</summary>
    public static RouteLookup? Create(NetworkNamespace? ns) =>
        ns is { Links: not null, Routes: not null }
            ? s_known.GetValue(ns, made => new RouteLookup(made.Links!, made.Routes!, made.Rules))
            : null;

    /// <summary>Returns how the kernel routes a packet.</summary>
    public RouteAnswer Find(RouteQuery query)
    {
        var isIPv6 = query.Destination.Family == 6;
        if (isIPv6 ? HasOwnTables(6) : AreRulesUnseen)
        {
            return RouteAnswer.Unknown;
        }

        var answer = ByRules(isIPv6 ? PolicyRule.Defaults : _rules, query);
        return answer.Outcome is RouteOutcome.Unknown or RouteOutcome.Unicast or RouteOutcome.Local or RouteOutcome.Broadcast
            ? answer
            : OnBoundLink(query) ?? answer;
    }

    private RouteAnswer ByRules(IReadOnlyList<RoutingRule> rules, RouteQuery query)
    {
        for (var at = 0; at < rules.Count; at++)
        {
            var rule = rules[at];
            if (PolicyRule.IsFor(rule, query) is not { } isFor)
            {
                return RouteAnswer.Unknown;
            }

            if (!isFor)
            {
                continue;
            }

            if (rule.Action == "goto")
            {
                var target = rule.GoesTo is { } priority && priority > rule.Priority ? IndexOf(rules, priority) : -1;
                at = target < 0 ? at : target - 1;
            }
            else if ((rule.Table is { } table ? InTable(table, rule.SuppressedPrefixLength, query) : ByAction(rule.Action)) is { } answer)
            {
                return answer;
            }
        }

        return new RouteAnswer(RouteOutcome.NoRoute);
    }

    private static int IndexOf(IReadOnlyList<RoutingRule> rules, long priority)
    {
        var at = 0;
        while (at < rules.Count && rules[at].Priority != priority)
        {
            at++;
        }

        return at < rules.Count ? at : -1;
    }

    /// <summary>
    /// Returns the answer of a rule without a table; null if the next rule is asked. The rule of VRFs is for bound sockets only.
    /// </summary>
    private static RouteAnswer? ByAction(string? action) =>
        action switch
        {
            "nop" or "l3mdev" => null,
            "blackhole" => new(RouteOutcome.Blackhole),
            "unreachable" => new(RouteOutcome.Unreachable),
            "prohibit" => new(RouteOutcome.Prohibit),
            _ => RouteAnswer.Unknown,
        };

    /// <summary>Returns a table's answer; null if it has none and the next rule is asked.</summary>
    private RouteAnswer? InTable(string table, int? suppressed, RouteQuery query)
    {
        if (!_tables.TryGetValue(table, out var entries))
        {
            return null;
        }

        var found = entries.Find(query);
        if (found is null || found[0].GoesOn)
        {
            return null;
        }

        // Routes that reject packets are not suppressed.
        var isWay = found[0].Outcome is RouteOutcome.Unicast or RouteOutcome.Local or RouteOutcome.Broadcast;
        return isWay && found[0].Destination.Length <= (suppressed ?? -1) ? null : Answer(found, query);
    }

    private RouteAnswer Answer(List<RouteEntry> found, RouteQuery query)
    {
        var entry = found[0];
        var link = entry.Device is null ? null : _linksByName[entry.Device].FirstOrDefault();
        var answer = new RouteAnswer(entry.Outcome) { Route = entry.Route };
        if (link is null || entry.Outcome is not (RouteOutcome.Unicast or RouteOutcome.Local or RouteOutcome.Broadcast))
        {
            return answer;
        }

        // Several routes with the same prefix and metric share the load, so the packet decides which one is used.
        var shared = found.Where(one => one.Route is not null).ToList();
        var isOne = shared.Count < 2 || shared.All(one => one.Device == entry.Device);
        return answer with
        {
            Link = isOne ? link : null,
            Gateway = shared.Count < 2 ? entry.Route?.Gateway : null,
            Source = query.Source?.Prefix ?? (shared.Count < 2 ? SourceSelection.Find(_links, entry, link, query.Destination) : null),
        };
    }

    /// <summary>If no route is found for a bound socket's packet, the kernel takes the destination to be on that link.</summary>
    private RouteAnswer? OnBoundLink(RouteQuery query) =>
        query is { Destination.Family: 4, OutLink: { } name } && _linksByName[name].FirstOrDefault(link => link.Up) is { } link
            ? new RouteAnswer(RouteOutcome.Unicast)
            {
                Link = link,
                Source = query.Source?.Prefix ?? SourceSelection.FindOnLink(_links, link),
            }
            : null;

    private bool HasOwnTables(int family) =>
        _tables.Any(table => table.Key is not ("local" or "main" or "default") && table.Value.HasFamily(family));
}
