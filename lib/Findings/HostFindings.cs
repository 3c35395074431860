using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>The findings of all rules on a host, and the rules that could not run. Pure.</summary>
/// <param name="Found">The findings, each with the rule that made it.</param>
/// <param name="NotLooked">Rules that could not run, each with the fact that it lacked.</param>
internal sealed record HostFindings(IReadOnlyList<RuleFinding> Found, IReadOnlyList<RuleNotLooked> NotLooked)
{
    /// <summary>The ids of all rules.</summary>
    public static IReadOnlyList<string> Rules => [.. Catalog.CreateAll<IFindingRule>().Select(rule => rule.GetType().Name)];

    /// <summary>Runs every rule on a host.</summary>
    public static HostFindings Create(HostContext host)
    {
        host = WithWholeLinks(host);
        var found = new List<RuleFinding>();
        var notLooked = new List<RuleNotLooked>();
        foreach (var rule in Catalog.CreateAll<IFindingRule>())
        {
            var missing = HostFactsSeen.Missing(host.Snapshot, rule.Needs).ToList();
            notLooked.AddRange(
                missing.Where(fact => HostFactsThere.IsThere(host, fact)).Select(fact => new RuleNotLooked(rule.GetType().Name, fact))
            );
            if (missing.Count == 0)
            {
                found.AddRange(rule.Find(host).Select(finding => new RuleFinding(rule.GetType().Name, finding)));
            }
        }

        // Findings that cut containers off go first, so that the others are reported with them.
        var sorted = found.OrderByDescending(one => one.Finding.Severity).ThenByDescending(one => one.Finding.Cause is not null);
        var joined = FindingJoin.Create([.. sorted]);
        return new HostFindings([.. joined.OrderByDescending(one => one.Finding.Severity)], notLooked);
    }

    /// <summary>
    /// Removes links that were only read from /proc/net, which lists names and addresses but not kind, state or bridge. To a rule they
    /// would look like links that are down.
    /// </summary>
    private static HostContext WithWholeLinks(HostContext host)
    {
        var snapshot = host.Snapshot;
        var namespaces = snapshot.ContainerNamespaces.Values.Concat(snapshot.EngineNamespaces.Values);
        if (!namespaces.Append(snapshot.HostNamespace).OfType<NetworkNamespace>().Any(HasNamesOnly))
        {
            return host;
        }

        return HostContext.Create(
            snapshot with
            {
                HostNamespace = snapshot.HostNamespace is { } own ? WithWholeLinks(own) : null,
                ContainerNamespaces = snapshot.ContainerNamespaces.ToDictionary(one => one.Key, one => WithWholeLinks(one.Value)),
                EngineNamespaces = snapshot.EngineNamespaces.ToDictionary(one => one.Key, one => WithWholeLinks(one.Value)),
            }
        );
    }

    private static NetworkNamespace WithWholeLinks(NetworkNamespace inside) => HasNamesOnly(inside) ? inside with { Links = null } : inside;

    /// <summary>Every link has an MTU, and loopback is up. If no link shows either, neither was read.</summary>
    private static bool HasNamesOnly(NetworkNamespace inside) =>
        inside.Links is { Count: > 0 } links && links.All(link => link is { Mtu: 0, Up: false, Kind: null });
}

/// <summary>A finding and its rule.</summary>
internal sealed record RuleFinding(string Rule, Finding Finding);

/// <summary>A rule that could not run because a fact is missing.</summary>
internal sealed record RuleNotLooked(string Rule, HostFacts Missing);
