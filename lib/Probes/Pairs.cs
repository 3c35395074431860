using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes;

/// <summary>A sender and a target.</summary>
internal sealed record ProbePair(ProbeEndpoint From, ProbeEndpoint To)
{
    /// <summary>The ends of a step between them.</summary>
    public ProbeEnds Ends(ProbeCheck check, Footprint footprint) =>
        new()
        {
            Check = check,
            Solution = footprint.Solution,
            NamespaceFile = From.NamespaceFile!,
            From = From.Peer,
            To = To.Peer,
        };
}

/// <summary>Picks the pairs that packets are sent between: few, and the same for each check.</summary>
internal static class Pairs
{
    private const int MostApart = 24;
    private const int MostHosts = 16;

    /// <summary>The most other hosts that a network's senders send to in each check.</summary>
    private const int MostHostsOfNetwork = 8;

    /// <summary>
    /// Pairs in one network and subnet: each sender with the next container of this host, and each other host's with one of the senders.
    /// </summary>
    public static IEnumerable<ProbePair> Within(HostSnapshot host, Footprint footprint, ProbeOptions options) =>
        Within(host, footprint, options, ProbeEndpoints.Local(host, footprint, options), ProbeEndpoints.Remote(host, footprint));

    /// <summary>Pairs in one network and subnet, among given senders and targets.</summary>
    public static IEnumerable<ProbePair> Within(
        HostSnapshot host,
        Footprint footprint,
        ProbeOptions options,
        IReadOnlyList<ProbeEndpoint> local,
        IReadOnlyList<ProbeEndpoint> remote
    )
    {
        foreach (var group in ProbeEndpoints.Senders(host, footprint, options).GroupBy(endpoint => endpoint.Place))
        {
            var place = local.Where(endpoint => endpoint.Place == group.Key).ToList();
            foreach (var sender in group)
            {
                if (
                    place.Count > 0
                    && place[(place.FindIndex(endpoint => endpoint.Address == sender.Address) + 1) % place.Count] is var next
                    && next.NamespaceFile != sender.NamespaceFile
                )
                {
                    yield return new ProbePair(sender, next);
                }
            }

            foreach (var pair in ToHosts([.. group], [.. remote.Where(endpoint => endpoint.Place == group.Key)]))
            {
                yield return pair;
            }
        }
    }

    /// <summary>
    /// Pairs each sender with a target on another host, and each other host with a sender. A target is of the sender's own network and
    /// subnet if there is one; otherwise a route leads to it.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="footprint">The solution.</param>
    /// <param name="options">Who takes part.</param>
    /// <param name="kinds">The kinds of targets.</param>
    public static IEnumerable<ProbePair> Across(HostSnapshot host, Footprint footprint, ProbeOptions options, params ProbePeerKind[] kinds)
    {
        var remote = ProbeEndpoints.Elsewhere(host, footprint).Where(endpoint => kinds.Contains(endpoint.Peer.Kind)).ToList();
        return from senders in ProbeEndpoints.Senders(host, footprint, options).GroupBy(endpoint => endpoint.Place)
            let near = remote.Where(endpoint => endpoint.Place == senders.Key).ToList()
            from pair in ToHosts([.. senders], near.Count > 0 ? near : [.. remote.Where(endpoint => endpoint.IsRouted)])
            select pair;
    }

    /// <summary>Pairs each sender with one of the targets given for it. Senders of one network take turns.</summary>
    public static IEnumerable<ProbePair> Across(
        IEnumerable<ProbeEndpoint> senders,
        Func<ProbeEndpoint, IReadOnlyList<ProbeEndpoint>> targets
    )
    {
        var turns = new Dictionary<NetworkRef, int>();
        foreach (var sender in senders)
        {
            var far = targets(sender);
            if (far.Count > 0)
            {
                var turn = turns.TryGetValue(sender.Place, out var number) ? number : 0;
                turns[sender.Place] = turn + 1;
                yield return new ProbePair(sender, far[turn % far.Count]);
            }
        }
    }

    /// <summary>
    /// Pairs senders and other hosts, each at least once, as one host's answer shows nothing about another. A host's endpoints take turns.
    /// An endpoint whose host isn't known counts as a host of its own.
    /// </summary>
    private static IEnumerable<ProbePair> ToHosts(IReadOnlyList<ProbeEndpoint> senders, IReadOnlyList<ProbeEndpoint> targets)
    {
        var hosts = targets
            .OrderBy(target => target.Host is null)
            .GroupBy(target => target.Host ?? target.Address)
            .Take(MostHostsOfNetwork)
            .Select(group => group.ToList())
            .ToList();
        return from number in Enumerable.Range(0, hosts.Count == 0 ? 0 : Math.Max(senders.Count, hosts.Count))
            let targetsThere = hosts[number % hosts.Count]
            select new ProbePair(senders[number % senders.Count], targetsThere[number / hosts.Count % targetsThere.Count]);
    }

    /// <summary>For each other host with a listed endpoint, a sender that should reach it and the target there.</summary>
    public static IEnumerable<ProbePair> ToEachHost(HostSnapshot host, Footprint footprint, ProbeOptions options)
    {
        var senders = ProbeEndpoints.Senders(host, footprint, options);
        return (
            from remote in ProbeEndpoints.Elsewhere(host, footprint)
            let sender = senders.FirstOrDefault(one => one.Place == remote.Place)
                ?? (remote.IsRouted && senders.Count > 0 ? senders[0] : null)
            where sender is not null
            group new ProbePair(sender, remote) by remote.Host ?? remote.Address into pairs
            select pairs.First()
        ).Take(MostHosts);
    }

    /// <summary>Pairs whose ends share no network and subnet: one pair for each two places, with senders taking turns.</summary>
    public static IEnumerable<ProbePair> Apart(HostSnapshot host, Footprint footprint, ProbeOptions options)
    {
        var local = ProbeEndpoints.Local(host, footprint, options);
        var placesOf = local
            .GroupBy(endpoint => endpoint.NamespaceFile!)
            .ToDictionary(group => group.Key, group => group.Select(endpoint => endpoint.Place).ToList());
        var targets = local
            .Concat(ProbeEndpoints.Remote(host, footprint))
            .GroupBy(endpoint => (endpoint.Place, endpoint.IsRemote))
            .ToList();
        var pairs =
            from senders in ProbeEndpoints.Senders(host, footprint, options).GroupBy(endpoint => endpoint.Place)
            from candidates in targets.Select((targets, turn) => (targets.Key.Place, Targets: targets.ToList(), Turn: turn))
            where candidates.Place != senders.Key
            let pair = Find([.. senders], candidates.Targets, candidates.Turn)
            where pair is not null
            select pair;
        return pairs.Take(MostApart);

        ProbePair? Find(List<ProbeEndpoint> senders, List<ProbeEndpoint> candidates, int turn) =>
            (
                from step in Enumerable.Range(0, senders.Count)
                let sender = senders[(turn + step) % senders.Count]
                from target in candidates
                where
                    !placesOf[sender.NamespaceFile!].Contains(target.Place)
                    && (target.NamespaceFile is null || !placesOf[target.NamespaceFile].Intersect(placesOf[sender.NamespaceFile!]).Any())
                select new ProbePair(sender, target)
            ).FirstOrDefault();
    }
}
