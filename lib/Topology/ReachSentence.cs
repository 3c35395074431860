using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Topology;

/// <summary>Whether containers on different hosts reach each other, in a sentence, and its basis.</summary>
internal static class ReachSentence
{
    public static (string Text, Basis Basis) Create(
        IReadOnlyList<HostContext> hosts,
        ILookup<(string, string), TopologyEdge> pairs,
        IReadOnlyList<Trouble> troubles
    )
    {
        if (hosts.Count == 0)
        {
            return ("No host was read.", Basis.None);
        }

        if (hosts.All(host => host.Footprints.Count == 0))
        {
            return ($"Nothing joins containers across hosts: {Seen(hosts)} no multi-host network.", BasisOf(hosts));
        }

        var states = hosts.SelectMany(host => host.Footprints).Select(footprint => footprint.State).ToList();
        if (!states.Any(state => state is SolutionState.Running or SolutionState.Idle))
        {
            var names = hosts
                .SelectMany(host => host.Footprints)
                .Select(footprint => $"{footprint.Solution} is {footprint.State}")
                .Distinct();
            return ($"No multi-host network runs: {string.Join(", ", names)}.", BasisOf(hosts));
        }

        if (pairs.Count == 0)
        {
            var alone = hosts.Count == 1 ? "This host names no other host" : "These hosts name no other host";
            return ($"{alone}, so nothing shows whether containers reach others elsewhere.", BasisOf(hosts));
        }

        var cut = pairs.Where(pair => pair.Any(wire => wire.State == TopologyEdgeState.Cut)).ToList();
        if (cut.Count > 0)
        {
            var rules = cut.SelectMany(pair => pair.Where(wire => wire.State == TopologyEdgeState.Cut).SelectMany(wire => wire.Findings))
                .Select(finding => finding.Rule)
                .Distinct()
                .ToList();
            var why = rules.Count == 0 ? "the agent can't reach the other host" : TruncatedList.Join(rules);
            var whole = cut.Count(pair => pair.All(wire => wire.State == TopologyEdgeState.Cut));
            var share = $"{cut.Count} of {pairs.Count} paths between hosts";
            var parts = whole == cut.Count ? "" : $", {cut.Count - whole} of them for some networks only";
            return (
                $"Containers do not all reach each other: {share} {(cut.Count == 1 ? "is" : "are")} cut{parts} ({why}).",
                BasisOf(hosts)
            );
        }

        return Standing(hosts, pairs, troubles);
    }

    private static (string Text, Basis Basis) Standing(
        IReadOnlyList<HostContext> hosts,
        ILookup<(string, string), TopologyEdge> pairs,
        IReadOnlyList<Trouble> troubles
    )
    {
        var (answered, sent) = Probed(hosts);
        if (answered > 0)
        {
            var share = answered == sent ? $"all {sent}" : $"{answered} of {sent}";
            return ($"Containers reach each other across hosts: {share} probes within a network were answered.", Basis.Probed);
        }

        if (sent > 0)
        {
            return ($"No container on another host answered: none of {sent} probes within a network.", Basis.Probed);
        }

        var declared = pairs.Count(pair => pair.All(wire => wire.State == TopologyEdgeState.DeclaredOnly));
        if (declared == pairs.Count)
        {
            return (
                $"{Paths(declared)} declared; the kernel's part was not seen, so whether containers reach each other is open.",
                Basis.Declared
            );
        }

        var relayed = pairs.Count(pair => pair.All(wire => wire.State == TopologyEdgeState.Relayed));
        var how = relayed == 0 ? "" : $", {relayed} of them through a third host";
        var errors = troubles.Count(trouble => trouble.Finding.Severity == Severity.Error);
        var but =
            errors == 0 ? ""
            : errors == 1 ? " 1 finding of severity Error concerns something else."
            : $" {errors} findings of severity Error concern something else.";
        return ($"Nothing that was seen cuts containers off: {Paths(pairs.Count)} set up{how}. No packets were sent.{but}", Basis.Observed);
    }

    private static string Paths(int count) => count == 1 ? "1 path between hosts is" : $"{count} paths between hosts are";

    private static string Seen(IReadOnlyList<HostContext> hosts) => hosts.Count == 1 ? "this host has" : "these hosts have";

    private static Basis BasisOf(IReadOnlyList<HostContext> hosts) =>
        hosts.All(host => host.Snapshot.HostNamespace?.Links is not null) ? Basis.Observed : Basis.Declared;

    /// <summary>Packets that NetAudit sent to containers of the same network on other hosts, and how many were answered.</summary>
    private static (int Answered, int Sent) Probed(IReadOnlyList<HostContext> hosts)
    {
        var sent = hosts
            .SelectMany(host => host.Snapshot.Probes.OrNone())
            .Where(record => record.To is { IsRemote: true, Kind: not ProbePeerKind.OtherHost } && record.IsWithinNetwork())
            .Where(record => record.Outcome is ProbeOutcome.Reached or ProbeOutcome.Silent)
            .ToList();
        return (sent.Count(record => record.Outcome == ProbeOutcome.Reached), sent.Count);
    }
}
