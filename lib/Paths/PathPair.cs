using NetAudit.Model;
using NetAudit.Probes;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Paths;

/// <summary>Two containers whose path is measured.</summary>
/// <param name="Host">The sender's host.</param>
/// <param name="Other">The target's host; the sender's own if they share it. Null if it isn't on this machine.</param>
/// <param name="Footprint">The solution, as detected on the sender's host.</param>
/// <param name="Ends">The containers.</param>
/// <param name="Underlay">The path between their hosts.</param>
internal sealed record PathPair(PathHost Host, PathHost? Other, Footprint Footprint, ProbePair Ends, PathUnderlay Underlay)
{
    /// <summary>Whether the containers are on one host.</summary>
    public bool IsLocal => Other == Host;
}

/// <summary>Picks pairs: few, and the same each time. No pair is taken in both directions.</summary>
internal static class PathPairs
{
    /// <summary>
    /// Pairs each host's containers with the next one on the same host, and with one on another host. Hosts that were given are preferred
    /// to those that are only listed.
    /// </summary>
    public static IReadOnlyList<PathPair> Find(IReadOnlyList<PathHost> hosts, PathOptions options)
    {
        var taken = new HashSet<string>();
        return
        [
            .. from host in hosts
            from footprint in host.Context.Footprints
            where footprint.Attachments.Count > 0
            from pair in OfSolution(host, footprint, hosts, options)
            where taken.Add(Key(pair.Ends))
            select pair,
        ];
    }

    private static IEnumerable<PathPair> OfSolution(PathHost host, Footprint footprint, IReadOnlyList<PathHost> hosts, PathOptions options)
    {
        var choice = options.For(host);
        var local = ProbeEndpoints.Local(host.Snapshot, footprint, choice);
        var remote = Elsewhere(host, footprint, local, hosts).Where(far => IsWanted(far.Endpoint, options)).ToList();
        var within = Pairs
            .Within(host.Snapshot, footprint, choice, [.. local.Where(endpoint => IsWanted(endpoint, options))], [])
            .Select(ends => new PathPair(host, host, footprint, ends, PathUnderlay.None));
        var across = Pairs.Across(ProbeEndpoints.Senders(host.Snapshot, footprint, choice), sender => Fitting(footprint, sender, remote));
        return within.Concat(across.Select(FarOf));

        PathPair FarOf(ProbePair ends)
        {
            var far = remote.First(one => one.Endpoint == ends.To);
            return new PathPair(host, far.Other, footprint, ends, far.Underlay);
        }
    }

    /// <summary>
    /// Targets on other hosts: containers of the given hosts, and endpoints that this host's engine, kernel or agent lists.
    /// </summary>
    private static IReadOnlyList<Far> Elsewhere(
        PathHost host,
        Footprint footprint,
        IReadOnlyList<ProbeEndpoint> local,
        IReadOnlyList<PathHost> hosts
    )
    {
        var listed = ProbeEndpoints
            .Elsewhere(host.Snapshot, footprint)
            .Where(endpoint => endpoint.Peer.Kind != ProbePeerKind.Subnet)
            .Select(endpoint => Listed(host, footprint, endpoint, hosts))
            .ToList();
        var given = GivenHosts(host, footprint, local, hosts)
            .Where(far => listed.All(other => other.Other is null || other.Endpoint.Address != far.Endpoint.Address))
            .ToList();
        return [.. listed.Where(far => given.All(other => other.Endpoint.Address != far.Endpoint.Address)), .. given];
    }

    /// <summary>
    /// The best targets for a sender. Its own network and subnet are preferred to routed ones, given hosts to listed ones, and containers
    /// to the host's own end.
    /// </summary>
    private static IReadOnlyList<ProbeEndpoint> Fitting(Footprint footprint, ProbeEndpoint sender, IReadOnlyList<Far> remote) =>
        (
            from far in remote
            let isNear = far.Endpoint.Place == sender.Place
            where isNear || (far.Endpoint.IsRouted && (far.Other is null || Joins(footprint, sender.NetworkName, far.Endpoint.NetworkName)))
            group far.Endpoint by (IsRouted: !isNear, IsListed: far.Other is null, far.Endpoint.Peer.Kind) into fitting
            orderby fitting.Key
            select fitting.ToList()
        ).FirstOrDefault() ?? [];

    /// <summary>An endpoint that this host lists, with its namespace if its host is one of those given.</summary>
    private static Far Listed(PathHost host, Footprint footprint, ProbeEndpoint endpoint, IReadOnlyList<PathHost> hosts)
    {
        var underlay = PathUnderlay.Listed(footprint, endpoint);
        var found =
            from other in hosts
            where other != host && endpoint.Host is not null && other.Snapshot.OwnAddresses().Contains(endpoint.Host)
            from its in Endpoints(other, footprint.Solution)
            where its.Address == endpoint.Address && (its.NetworkName == endpoint.NetworkName || endpoint.IsRouted)
            select new Far(At(its, endpoint), other, underlay);
        return found.FirstOrDefault() ?? new Far(endpoint, null, underlay);
    }

    /// <summary>Containers of the other given hosts that the solution connects to this one.</summary>
    private static IEnumerable<Far> GivenHosts(
        PathHost host,
        Footprint footprint,
        IReadOnlyList<ProbeEndpoint> local,
        IReadOnlyList<PathHost> hosts
    ) =>
        from other in hosts
        where other != host
        from its in Endpoints(other, footprint.Solution)
        where local.Any(own => own.Address != its.Address && Joins(footprint, own.NetworkName, its.NetworkName))
        let underlay = PathUnderlay.Between(host.Snapshot, footprint, other.Snapshot, its.Address, !Spans(footprint, its.NetworkName))
        where underlay is not null
        select new Far(On(its, underlay.Address ?? other.Snapshot.Host), other, underlay);

    /// <summary>A given host's endpoint that this host lists too.</summary>
    private static ProbeEndpoint At(ProbeEndpoint its, ProbeEndpoint listed) =>
        its with
        {
            Peer = its.Peer with { Host = listed.Host, Network = listed.IsRouted ? its.Place : listed.Place },
            IsRouted = listed.IsRouted,
        };

    /// <summary>A given host's endpoint that this host doesn't list.</summary>
    private static ProbeEndpoint On(ProbeEndpoint its, string host) => its with { Peer = its.Peer with { Host = host }, IsRouted = true };

    private static IEnumerable<ProbeEndpoint> Endpoints(PathHost host, string solution) =>
        host
            .Context.Footprints.Where(footprint => footprint.Solution == solution)
            .SelectMany(footprint => ProbeEndpoints.Local(host.Snapshot, footprint, new ProbeOptions { Namespaces = host.Namespaces }));

    /// <summary>
    /// Whether containers on one network are meant to reach those on the other. A network that spans hosts reaches only itself; networks of
    /// single hosts reach each other.
    /// </summary>
    private static bool Joins(Footprint footprint, string network, string other) =>
        Spans(footprint, network) ? network == other : !Spans(footprint, other);

    private static bool Spans(Footprint footprint, string network) =>
        footprint.Networks.FirstOrDefault(one => one.Name == network) is { Scope: not "local" };

    private static bool IsWanted(ProbeEndpoint endpoint, PathOptions options) =>
        options.Targets.Count == 0 || options.Targets.Any(pattern => Wildcard.Matches(pattern, endpoint.Name));

    private static string Key(ProbePair pair)
    {
        var ends = new[] { $"{pair.From.NamespaceFile} {pair.From.Address}", $"{pair.To.NamespaceFile ?? pair.To.Host} {pair.To.Address}" };
        return string.Join(" ", ends.OrderBy(end => end, StringComparer.Ordinal));
    }

    private sealed record Far(ProbeEndpoint Endpoint, PathHost? Other, PathUnderlay Underlay);
}
