using NetAudit.Audit;
using NetAudit.Probes;
using NetAudit.Solutions;

namespace NetAudit.Paths;

/// <summary>Two containers whose path is measured.</summary>
/// <param name="Host">The sender's host.</param>
/// <param name="Other">The target's host, where it is on this machine; the sender's own where they share one.</param>
/// <param name="Footprint">The solution, as it is on the sender's host.</param>
/// <param name="Ends">The containers.</param>
/// <param name="Underlay">What is between their hosts.</param>
internal sealed record PathPair(PathHost Host, PathHost? Other, Footprint Footprint, ProbePair Ends, Underlay Underlay)
{
    /// <summary>Whether the containers are on one host.</summary>
    public bool IsLocal => Ends.To.Host is null;
}

/// <summary>Picks them: few, and the same each time. A pair is not taken again the other way round.</summary>
internal static class PathPairs
{
    /// <summary>Pairs of each host's containers with the next on the same host, and with one on another: a host that was given, rather than one that is only listed.</summary>
    public static IReadOnlyList<PathPair> Of(IReadOnlyList<PathHost> hosts, PathOptions options)
    {
        var taken = new HashSet<string>();
        return [.. from host in hosts
                   from footprint in HostAudit.Detect(host.Snapshot)
                   where footprint.Attachments.Count > 0
                   from pair in OfSolution(host, footprint, hosts, options)
                   where taken.Add(Key(pair.Ends))
                   select pair];
    }

    private static IEnumerable<PathPair> OfSolution(PathHost host, Footprint footprint, IReadOnlyList<PathHost> hosts, PathOptions options)
    {
        var choice = options.For(host);
        var local = ProbeEndpoints.Local(host.Snapshot, footprint, choice);
        var listed = ProbeEndpoints.Remote(host.Snapshot, footprint).Select(endpoint => Listed(host, footprint, endpoint, hosts)).ToList();
        var given = GivenHosts(host, footprint, local, hosts, options).Where(far => listed.All(other => other.Endpoint.Address != far.Endpoint.Address)).ToList();
        var remote = listed.Concat(given).Where(far => IsWanted(far.Endpoint, options)).GroupBy(far => (far.Endpoint.Network, far.Endpoint.Subnet))
            .SelectMany(place => place.Any(far => far.Other is not null) ? place.Where(far => far.Other is not null) : place).ToList();
        var within = Pairs.Within(host.Snapshot, footprint, choice, [.. local.Where(endpoint => IsWanted(endpoint, options))], [.. remote.Select(far => far.Endpoint)]).ToList();

        // Where each host has a subnet of its own, no pair is within one.
        var across = from senders in ProbeEndpoints.Senders(host.Snapshot, footprint, choice).GroupBy(sender => sender.Network)
                     from targets in remote.Where(far => far.Other is not null && within.All(pair => pair.To != far.Endpoint)).GroupBy(far => far.Other)
                     let fitting = targets.Where(far => Joins(footprint, senders.Key, far.Endpoint.Network)).ToList()
                     where fitting.Count > 0
                     from pair in senders.Where(sender => within.All(pair => pair.From != sender || pair.To.Host is null)).Select((sender, index) => new ProbePair(sender, fitting[index % fitting.Count].Endpoint))
                     select pair;
        return within.Concat(across.ToList()).Select(ends => remote.FirstOrDefault(far => far.Endpoint == ends.To) is { } far
            ? new PathPair(host, far.Other, footprint, ends, far.Underlay)
            : new PathPair(host, host, footprint, ends, Underlay.None));
    }

    /// <summary>An endpoint that this host's engine or kernel lists, with its namespace where its host is one of those given.</summary>
    private static Far Listed(PathHost host, Footprint footprint, ProbeEndpoint endpoint, IReadOnlyList<PathHost> hosts)
    {
        var underlay = Underlay.Listed(footprint, endpoint);
        var found = from other in hosts
                    where other != host && ProbeEndpoints.OwnAddresses(other.Snapshot).Contains(endpoint.Host!)
                    from its in Endpoints(other, footprint.Solution)
                    where its.Address == endpoint.Address && its.Network == endpoint.Network
                    select new Far(its with { Host = endpoint.Host, Subnet = endpoint.Subnet }, other, underlay);
        return found.FirstOrDefault() ?? new Far(endpoint, null, underlay);
    }

    /// <summary>Containers of the other hosts that were given, which the solution joins to this one.</summary>
    private static IEnumerable<Far> GivenHosts(PathHost host, Footprint footprint, IReadOnlyList<ProbeEndpoint> local, IReadOnlyList<PathHost> hosts, PathOptions options) =>
        from other in hosts
        where other != host
        from its in Endpoints(other, footprint.Solution)
        where IsWanted(its, options) && local.Any(own => own.Address != its.Address && Joins(footprint, own.Network, its.Network))
        let underlay = Underlay.Between(host.Snapshot, footprint, other.Snapshot, its.Address, !Spans(footprint, its.Network))
        where underlay is not null
        select new Far(its with { Host = underlay.Address ?? other.Snapshot.Host }, other, underlay);

    private static IEnumerable<ProbeEndpoint> Endpoints(PathHost host, string solution) =>
        HostAudit.Detect(host.Snapshot).Where(footprint => footprint.Solution == solution)
            .SelectMany(footprint => ProbeEndpoints.Local(host.Snapshot, footprint, new ProbeOptions { Namespaces = host.Namespaces }));

    /// <summary>Whether containers on one network are meant to reach those on the other: one that spans hosts only its own, those that end at their host each other.</summary>
    private static bool Joins(Footprint footprint, string network, string other) => Spans(footprint, network) ? network == other : !Spans(footprint, other);

    private static bool Spans(Footprint footprint, string network) => footprint.Networks.FirstOrDefault(one => one.Name == network) is { Scope: not "local" };

    private static bool IsWanted(ProbeEndpoint endpoint, PathOptions options) =>
        options.Targets.Count == 0 || options.Targets.Any(pattern => Wildcard.Matches(pattern, endpoint.Container));

    private static string Key(ProbePair pair)
    {
        var ends = new[] { $"{pair.From.NamespaceFile} {pair.From.Address}", $"{pair.To.NamespaceFile ?? pair.To.Host} {pair.To.Address}" };
        return string.Join(" ", ends.OrderBy(end => end, StringComparer.Ordinal));
    }

    private sealed record Far(ProbeEndpoint Endpoint, PathHost? Other, Underlay Underlay);
}
