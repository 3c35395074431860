using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A rule about traffic that a solution's hosts must be able to send each other. It follows such packets from and to each peer through the
/// rules of all firewall tools, in the kernel's order. If the result is unknown, it reports nothing.
/// </summary>
internal abstract class FilteredTrafficRule : IFindingRule
{
    private const int MostEvidence = 3;

    /// <inheritdoc />
    public HostFacts Needs => HostFacts.HostFirewall | HostFacts.HostLinks | HostFacts.HostRoutes;

    /// <summary>
    /// Returns the start of the message, up to the colon: "Containers here and on 10.0.0.2 don't reach each other over overlay networks".
    /// </summary>
    protected abstract string Loss(string peers);

    /// <summary>Whether the traffic carries packets between containers, not only the solution's control traffic.</summary>
    protected virtual bool CarriesContainers => true;

    /// <summary>The names of the networks that need the traffic; empty if all networks of the solution need it.</summary>
    protected virtual IReadOnlyList<string> Networks(Footprint footprint) => [];

    /// <summary>
    /// Returns the traffic that a footprint needs, and the hosts it is needed with; empty if the rule isn't about that solution.
    /// </summary>
    protected abstract IEnumerable<NeededWithPeers> Needed(HostContext host, Footprint footprint);

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host)
    {
        if (host.Filter is not { } walk)
        {
            yield break;
        }

        foreach (var footprint in host.Footprints.Where(footprint => footprint.State is SolutionState.Running or SolutionState.Idle))
        {
            var filtered = Needed(host, footprint)
                .SelectMany(needed => needed.Paths.SelectMany(path => FilteredTraffic.Find(walk, needed.Traffic, path)))
                .ToList();
            if (filtered.Count > 0)
            {
                yield return Describe(host.Snapshot, footprint, filtered);
            }
        }
    }

    /// <summary>Returns one path to each other host of the solution.</summary>
    protected static IReadOnlyList<UnderlayPath> Peers(HostContext host, Footprint footprint) =>
        [.. UnderlayPaths.Find(host.Snapshot, footprint).GroupBy(path => path.Peer).Select(group => group.First())];

    private Finding Describe(HostSnapshot host, Footprint footprint, IReadOnlyList<FilteredTraffic> filtered)
    {
        var peers = TruncatedList.Join(filtered.Select(one => one.Path.Peer).Distinct());
        var labels = string.Join(" and ", filtered.Select(one => one.Traffic.Label).Distinct());
        var decisions = filtered.SelectMany(one => one.DecidedBy).Distinct().ToList();
        var firewall = host.SeenFirewall()!;
        var commands = ShellText.Join("; ", FirewallRepair.Commands(firewall, filtered));
        var inPart = filtered.All(one => one.DoAnswersPass);
        var partly = inPart ? " It passes only as an answer to the other side." : "";
        return new Finding
        {
            Solution = footprint.Solution,
            Severity = inPart ? Severity.Warning : filtered.Where(one => !one.DoAnswersPass).Max(one => one.Traffic.Worst),
            Subject = new FindingSubject(SubjectKind.Port, filtered[0].Traffic.Subject),
            Message =
                $"{Loss(peers)}: this host drops {labels} {Directions(filtered)}, by "
                + $"{FirewallDescription.Describe(decisions)}.{partly}",
            Repair = $"{commands} # {FirewallRepair.Keep(firewall)}",
            Peers = [.. filtered.Where(one => !one.DoAnswersPass).Select(one => one.Path.Peer).Distinct()],
            Evidence =
            [
                .. FirewallDescription.Evidence(decisions),
                .. filtered.Select(one => one.Path).Distinct().Take(MostEvidence).Select(path => path.Evidence),
            ],
            DecidedBy = decisions,
            Cause = CarriesContainers ? $"{FirewallDescription.Describe(decisions)} drops {labels} on this host" : null,
            Scope = new() { Peers = [.. filtered.Select(one => one.Path.Peer).Distinct()], Networks = Networks(footprint) },
        };
    }

    private static string Directions(IReadOnlyList<FilteredTraffic> filtered)
    {
        var (isIn, isOut) = (filtered.Any(one => one.IsInbound), filtered.Any(one => !one.IsInbound));
        return isIn && isOut ? "in both directions"
            : isIn ? "from there"
            : "to there";
    }
}
