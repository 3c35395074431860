using NetAudit.Aspects;
using NetAudit.Findings;
using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Solutions;

namespace NetAudit.Audit;

/// <summary>Compares a host with an edition. Pure.</summary>
internal static class FeatureAudit
{
    /// <summary>
    /// One result for each solution and aspect. A solution that is requested by name gets results even if it was not found: the host's
    /// plain networking is compared with its column.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="edition">The edition.</param>
    /// <param name="solutions">Requested solutions, by id; empty: those found.</param>
    /// <param name="aspects">Requested aspects, by id; empty: all.</param>
    public static IEnumerable<AuditResult> Run(
        HostContext host,
        Edition edition,
        IReadOnlyCollection<string> solutions,
        IReadOnlyCollection<string> aspects
    )
    {
        var observers = AspectObservers.All.ToDictionary(observer => observer.Aspect);
        var wanted = edition
            .Aspects.Select(aspect => aspect.Id)
            .Where(id => observers.ContainsKey(id) && (aspects.Count == 0 || aspects.Contains(id, StringComparer.OrdinalIgnoreCase)))
            .ToList();
        var findings = new Lazy<IReadOnlyList<RuleFinding>>(() => HostFindings.Create(host).Found);
        return from footprint in Footprints(host, solutions)
            from aspect in wanted
            let cell = edition.Find(footprint.Solution, aspect)
            where cell is not null
            let observation = observers[aspect].Observe(host.Snapshot, footprint)
            let explained = ProbeEvaluation.Explain(observation, host.Snapshot, footprint, aspect)
            let result = Compare(edition, cell, footprint, explained)
            select result with
            {
                IsFound = host.Footprints.Contains(footprint),
                Causes = RowCauses.Find(host.Snapshot, result, findings),
            };
    }

    private static IReadOnlyList<Footprint> Footprints(HostContext host, IReadOnlyCollection<string> solutions) =>
        solutions.Count == 0
            ? host.Footprints
            : [.. solutions.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => host.Find(name) ?? PlainDocker.As(name, host))];

    private static AuditResult Compare(Edition edition, Cell cell, Footprint footprint, Observation observation)
    {
        var current = Editions.Load(Editions.Today);
        var today = current.Find(cell.Solution, cell.Aspect);
        FeatureStatus? now = today is null ? null : Comparison.Status(observation, today);
        var isOfToday =
            now == FeatureStatus.Match
            || (observation.Standing == Standing.Unproven && today is not null && Comparison.IsWithin(observation, today));
        var isOlder = string.CompareOrdinal(edition.Date, current.Date) < 0;
        return new AuditResult
        {
            Edition = edition,
            Cell = cell,
            IsFound = true,
            Footprint = footprint,
            Observation = observation,
            Status = Comparison.Status(Comparison.Status(observation, cell), isOfToday, isOlder),
            CellToday = today,
            Today = now,
        };
    }
}
