using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>What all rules found on a host, and which of them could not run. Pure.</summary>
/// <param name="Found">The findings, each with the rule that made it.</param>
/// <param name="NotLooked">Rules that could not run, and the fact that each lacked.</param>
internal sealed record HostFindings(IReadOnlyList<RuleFinding> Found, IReadOnlyList<RuleNotLooked> NotLooked)
{
    /// <summary>Ids of all rules.</summary>
    public static IReadOnlyList<string> Rules => [.. Catalog.CreateAll<IFindingRule>().Select(rule => rule.GetType().Name)];

    /// <summary>Asks every rule.</summary>
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

        // What cuts containers off comes before what only may, so that it is the one that others are reported with.
        var sorted = found.OrderByDescending(one => one.Finding.Severity).ThenByDescending(one => one.Finding.Cause is not null);
        var joined = FindingJoin.Create([.. sorted]);
        return new HostFindings([.. joined.OrderByDescending(one => one.Finding.Severity)], notLooked);
    }

    /// <summary>
    /// The host without links that only /proc/net told of: it has their names and addresses, but not their kinds, whether they are up, or
    /// what bridge they are in. To a rule that would look like a bridge that is down.
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

    /// <summary>Each link has an MTU, and loopback is up: where no link shows either, neither was seen.</summary>
    private static bool HasNamesOnly(NetworkNamespace inside) =>
        inside.Links is { Count: > 0 } links && links.All(link => link is { Mtu: 0, Up: false, Kind: null });
}

/// <summary>A finding and its rule.</summary>
internal sealed record RuleFinding(string Rule, Finding Finding);

/// <summary>A rule that could not run, as a fact was not seen.</summary>
internal sealed record RuleNotLooked(string Rule, HostFacts Missing);
