using NetAudit.Aspects;
using NetAudit.Audit;
using NetAudit.Cluster;
using NetAudit.Findings;
using NetAudit.Matrix;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Rows;

/// <summary>
/// Turns a snapshot and an edition into rows. Pure. A caller that needs several kinds of rows of one host creates its
/// <see cref="HostContext"/> first, so that its solutions are detected only once.
/// </summary>
public static class HostAudit
{
    /// <summary>Ids of the solutions that can be detected.</summary>
    public static IReadOnlyList<string> Solutions => SolutionDetectors.Ids;

    /// <summary>Ids of the aspects that can be observed.</summary>
    public static IReadOnlyList<string> Aspects => AspectObservers.Ids;

    /// <summary>Ids of the rules that find faults: first those for a single host, then those for several.</summary>
    public static IReadOnlyList<string> Rules => [.. HostFindings.Rules.Concat(ClusterFindings.Rules).Distinct()];

    /// <summary>What is looked for on a host, one line per solution, for the message that nothing was found.</summary>
    public static IReadOnlyList<string> LooksFor => [.. SolutionDetectors.All.Select(detector => detector.LooksFor)];

    /// <summary>The footprints of the solutions on a host.</summary>
    public static IReadOnlyList<Footprint> Detect(HostSnapshot host) => HostContext.Create(host).Footprints;

    /// <summary>The solutions on a host.</summary>
    public static IReadOnlyList<OverlaySolution> FindSolutions(HostSnapshot host) => FindSolutions(HostContext.Create(host));

    /// <summary>The solutions on a host.</summary>
    public static IReadOnlyList<OverlaySolution> FindSolutions(HostContext host) => SolutionRows.Create(host);

    /// <summary>What is broken on a host, will break, or is worth knowing; the most severe first.</summary>
    public static IReadOnlyList<OverlayFinding> Findings(HostSnapshot host) => ExaminedHost.Create(host).Findings;

    /// <summary>
    /// What is broken on several hosts: first each host's own findings, in the hosts' order, then findings that only several hosts show
    /// together.
    /// </summary>
    public static IReadOnlyList<OverlayFinding> Findings(IReadOnlyList<HostSnapshot> hosts)
    {
        var examined = new ExaminedHosts();
        return [.. hosts.SelectMany(host => examined.Add(host).Findings).ToList(), .. examined.FindTogether()];
    }

    /// <summary>
    /// Compares a host with an edition: one row per solution found and aspect. A solution that is named gets its rows even if it was not
    /// found: then they compare the host's plain networking with the solution's column.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="edition">The edition.</param>
    /// <param name="solutions">Ids of the solutions to compare; empty: those found.</param>
    /// <param name="aspects">Ids of the aspects to compare; empty: all.</param>
    public static IEnumerable<OverlayFeature> Compare(
        HostSnapshot host,
        Edition edition,
        IReadOnlyCollection<string> solutions,
        IReadOnlyCollection<string> aspects
    ) => Compare(HostContext.Create(host), edition, solutions, aspects);

    /// <inheritdoc cref="Compare(HostSnapshot, Edition, IReadOnlyCollection{string}, IReadOnlyCollection{string})" />
    public static IEnumerable<OverlayFeature> Compare(
        HostContext host,
        Edition edition,
        IReadOnlyCollection<string> solutions,
        IReadOnlyCollection<string> aspects
    ) => FeatureAudit.Run(host, edition, solutions, aspects).Select(result => FeatureRows.Create(host.Snapshot, result));

    /// <summary>The host's networks.</summary>
    public static IEnumerable<OverlayNetwork> Networks(HostSnapshot host) => Networks(HostContext.Create(host));

    /// <summary>The host's networks.</summary>
    public static IEnumerable<OverlayNetwork> Networks(HostContext host) => NetworkRows.Create(host);

    /// <summary>The vNICs of the host's containers.</summary>
    public static IEnumerable<OverlayEndpoint> Endpoints(HostSnapshot host) => Endpoints(HostContext.Create(host));

    /// <summary>The vNICs of the host's containers.</summary>
    public static IEnumerable<OverlayEndpoint> Endpoints(HostContext host) => EndpointRows.Create(host);

    /// <summary>What probes showed, in the order of the plan.</summary>
    public static IEnumerable<OverlayProbe> Probes(HostSnapshot host) =>
        (host.Probes ?? []).Select(record => ProbeRows.Create(host, record));
}
