using NetAudit.Findings;
using NetAudit.Aspects;
using NetAudit.Cluster;
using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Audit;

/// <summary>Snapshot and matrix in, rows out. Pure.</summary>
public static class HostAudit
{
    /// <summary>Ids of the solutions that can be detected.</summary>
    public static IReadOnlyList<string> Solutions => [.. Catalog.Of<ISolutionDetector>().Select(detector => detector.Solution)];

    /// <summary>Ids of the aspects that can be observed.</summary>
    public static IReadOnlyList<string> Aspects => [.. Catalog.Of<IAspectObserver>().Select(observer => observer.Aspect)];

    /// <summary>What is looked for on a host, one line a solution, for the message that nothing was found.</summary>
    public static IReadOnlyList<string> LooksFor => [.. Catalog.Of<ISolutionDetector>().Select(detector => detector.LooksFor)];

    /// <summary>The footprints of the solutions on a host.</summary>
    public static IReadOnlyList<Footprint> Detect(HostSnapshot host) => HostContext.Create(host).Footprints;

    /// <summary>The solutions on a host.</summary>
    public static IReadOnlyList<OverlaySolution> FindSolutions(HostSnapshot host)
    {
        var context = HostContext.Create(host);
        var findings = HostFindings.Create(context);
        return [.. context.Footprints.Select(footprint => new OverlaySolution
        {
            Host = host.Host,
            Name = footprint.Solution,
            Backend = footprint.Backend,
            Version = footprint.Version,
            State = footprint.State.ToString(),
            Confidence = footprint.Confidence.ToString(),
            Networks = [.. footprint.Networks.Select(network => network.Name)],
            Findings = [.. findings.Found.Where(one => one.Finding.Solution == footprint.Solution).Select(one => Line(one.Finding))],
            Evidence = [.. FindingRows.Printed(footprint.Evidence), .. AttachedTo(footprint)],
        })];
    }

    /// <summary>Ids of the rules that look for trouble: those of a single host, then those of several.</summary>
    public static IReadOnlyList<string> Rules => [.. HostFindings.Rules.Concat(ClusterFindings.Rules).Distinct()];

    /// <summary>What is broken on a host, will break, or is worth knowing; what matters most comes first.</summary>
    public static IReadOnlyList<OverlayFinding> Findings(HostSnapshot host) => ExaminedHost.Create(host).Findings;

    /// <summary>What is broken on several hosts: what each shows, in their order, then what only several show together.</summary>
    public static IReadOnlyList<OverlayFinding> Findings(IReadOnlyList<HostSnapshot> hosts)
    {
        var examined = new ExaminedHosts();
        return [.. hosts.SelectMany(host => examined.Add(host).Findings).ToList(), .. examined.FindTogether()];
    }

    /// <summary>
    /// Compares a host with an edition: one row for each solution found and aspect. A solution that is asked for by name gets its rows
    /// also where it was not found: the host's plain networking is compared with its column.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="edition">The edition.</param>
    /// <param name="solutions">Solutions asked for, by id; empty: those found.</param>
    /// <param name="aspects">Aspects asked for, by id; empty: all.</param>
    public static IEnumerable<OverlayFeature> Compare(HostSnapshot host, Edition edition, IReadOnlyCollection<string> solutions, IReadOnlyCollection<string> aspects) =>
        Audit(host, edition, solutions, aspects).Select(audited => audited.Row);

    /// <summary>The same, each row with what it was made from.</summary>
    internal static IEnumerable<AuditedFeature> Audit(HostSnapshot host, Edition edition, IReadOnlyCollection<string> solutions, IReadOnlyCollection<string> aspects)
    {
        var found = Detect(host);
        var asked = solutions.Count == 0 ? [.. found] : solutions.Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(solution => found.FirstOrDefault(footprint => Same(footprint.Solution, solution)) ?? PlainDocker.As(solution, host)).ToList();
        var observers = Catalog.Of<IAspectObserver>();
        var today = edition.Name == Editions.Default ? Editions.Load(Editions.Today) : null;
        return from footprint in asked
               from aspect in edition.Aspects
               where aspects.Count == 0 || aspects.Any(id => Same(id, aspect.Id))
               let observer = observers.FirstOrDefault(candidate => candidate.Aspect == aspect.Id)
               let cell = edition.Find(footprint.Solution, aspect.Id)
               where observer is not null && cell is not null
               let observation = observer.Observe(host, footprint)
               select new AuditedFeature(Row(host, edition, today, cell, observation), observation, footprint);
    }

    /// <summary>The host's networks.</summary>
    public static IEnumerable<OverlayNetwork> Networks(HostSnapshot host) => NetworkRows.Of(host, Detect(host));

    /// <summary>The vNICs of the host's containers.</summary>
    public static IEnumerable<OverlayEndpoint> Endpoints(HostSnapshot host) => EndpointRows.Of(host, Detect(host));

    /// <summary>What probes showed, in the order in which they were planned.</summary>
    public static IEnumerable<OverlayProbe> Probes(HostSnapshot host) => (host.Probes ?? []).Select(record => ProbeRows.Create(host, record));

    private static OverlayFeature Row(HostSnapshot host, Edition edition, Edition? today, Cell cell, Observation observation)
    {
        var status = Comparison.Status(observation, cell);
        var now = Comparison.MatchedToday(status, observation, cell, today);
        return new OverlayFeature
        {
            Host = host.Host,
            Solution = cell.Solution,
            Aspect = cell.Aspect,
            Edition = edition.Name,
            Documented = cell.Text,
            Observed = observation.Words,
            Status = status.ToString(),
            Basis = observation.Basis.ToString(),
            Evidence = FindingRows.Printed(observation.Evidence),
            Reason = Comparison.Reason(status, observation, cell, now),
            Recommendation = Comparison.Recommendation(status, observation, now, cell, edition),
            CollectedAt = host.CollectedAt.UtcDateTime,
        };
    }

    private static string Line(Finding finding) => $"{finding.Message} Repair: {finding.Remediation} [{string.Join("; ", finding.Evidence)}]";

    private static IEnumerable<string> AttachedTo(Footprint footprint) => FindingRows.Printed([.. footprint.Attachments.Select(attachment => new Evidence(
        $"docker inspect {attachment.Container.Name}",
        $"on it by {attachment.LinkName ?? "a vNIC not seen"}{(attachment.Network is null ? "" : $" of network {attachment.Network.Name}")}, {string.Join(", ", attachment.Addresses)}"))]);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
