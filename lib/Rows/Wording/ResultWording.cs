using NetAudit.Aspects;
using NetAudit.Audit;
using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Rows;

/// <summary>How what was seen compares with an edition, in words.</summary>
internal static class ResultWording
{
    /// <summary>The reason for the status: one sentence, or "" if there is nothing to say.</summary>
    /// <param name="result">The result.</param>
    /// <param name="host">The host.</param>
    public static string Reason(AuditResult result, HostSnapshot host) =>
        result.IsFound
            ? Quantity.Sentence(Joined(Joined(Clause(result), TrialAdvice.Obstacle(host, result)), CauseWording.Reason(result.Causes)))
            : $"{result.Cell.Solution} was not found on this host; the row compares the host's plain networking.";

    /// <summary>What the editions add to the cell: today's cell, what changed since, and how it may be misread; "" for nothing.</summary>
    public static string Note(AuditResult result)
    {
        var cell = result.Cell;
        var isContradicted = result.Status is FeatureStatus.Mismatch or FeatureStatus.Outdated;
        var isOtherToday = result.Today != result.Status && result.Today is not null;
        string?[] parts =
        [
            isOtherToday ? Today(result) : null,
            isContradicted || result.Today == FeatureStatus.Mismatch ? cell.ChangedSince : null,
            isContradicted || result.Status == FeatureStatus.Match ? cell.Note : null,
        ];
        return string.Join(" ", parts.OfType<string>().Select(Quantity.Sentence));
    }

    /// <summary>A command that shows more, or repairs; "" for none.</summary>
    /// <param name="result">The result.</param>
    /// <param name="host">The host.</param>
    public static string Recommendation(AuditResult result, HostSnapshot host)
    {
        var (solution, aspect) = (result.Cell.Solution, result.Cell.Aspect);
        if (!result.IsFound)
        {
            return result.Status == FeatureStatus.Match
                ? ""
                : $"Get-OverlaySolution{HostArgument.Find(host)} # lists the solutions on the host";
        }

        if (CauseWording.Remedy(result.Causes, host) is { } remedy)
        {
            return remedy;
        }

        return result.Status switch
        {
            FeatureStatus.Inconclusive when TrialAdvice.Obstacle(host, result) is not null => "",
            FeatureStatus.Inconclusive => ObservationWording.Advise(result.Observation).Command(solution, aspect, host),
            FeatureStatus.Outdated => new Advice("compares with today's documentation", OfToday, IsOfRecord: true).Command(
                solution,
                aspect,
                host
            ),
            FeatureStatus.Mismatch when result.Observation.Contradictions.Count > 0 =>
                $"Get-OverlayFinding{HostArgument.Find(host)} # lists faults and how to repair them",
            FeatureStatus.Mismatch when result.Cell.ChangedSince is not null && result.Edition.Name != Editions.Today => new Advice(
                "the solution has changed since",
                OfToday,
                IsOfRecord: true
            ).Command(solution, aspect, host),
            FeatureStatus.Mismatch => new Advice("shows the evidence", "-AsJson", IsOfRecord: true).Command(solution, aspect, host),
            FeatureStatus.Match when result.Today == FeatureStatus.Mismatch => new Advice(
                "today's documentation says otherwise",
                OfToday,
                IsOfRecord: true
            ).Command(solution, aspect, host),
            _ => "",
        };
    }

    private const string Possible = "the documentation describes it as possible, and this host doesn't use it";

    private static string OfToday => $"-Edition {Editions.Today}";

    private static string? Clause(AuditResult result)
    {
        var seen = ObservationWording.Reason(result.Observation);
        var probed = result.Observation is { Basis: Basis.Probed } or { Doubt: not null } ? seen : null;
        var isUnproven = result.Observation.Standing == Standing.Unproven;
        return result.Status switch
        {
            FeatureStatus.Mismatch when result.Observation.Contradictions.Count > 0 && seen is not null => seen,
            FeatureStatus.Mismatch => Joined(Joined(Compared(result), Whose(result)), seen),
            FeatureStatus.Outdated => Joined(Outdated(result), isUnproven ? seen : probed),
            FeatureStatus.NotInUse => Joined(Possible, probed),
            FeatureStatus.Inconclusive when result.Observation.IsAbsence => Joined(
                "it doesn't occur on this host, which doesn't prove that it can't",
                seen
            ),
            _ => seen,
        };
    }

    private static string Compared(AuditResult result) =>
        $"documented {Alternatives(result.Cell.Values)}, {Verb(result.Observation)} {Seen(result.Observation.Names)}";

    /// <summary>The sentence is needed because "Outdated" alone reads as if the host were outdated.</summary>
    private static string Outdated(AuditResult result)
    {
        var isAsToday = result.Today == FeatureStatus.Match;
        var today = isAsToday ? $"as edition {Editions.Today} documents" : $"which edition {Editions.Today} allows";
        return $"edition {result.Edition.Name} is outdated here: it documents {Alternatives(result.Cell.Values)}; "
            + $"{Verb(result.Observation)} {Seen(result.Observation.Names)}, {today}";
    }

    /// <summary>What contradicts the cell, if it isn't the solution itself.</summary>
    private static string? Whose(AuditResult result) =>
        result is { Cell.Solution: not SolutionIds.DockerOverlay, Observation.Facts: EngineNameServerFacts facts }
            ? $"the names are those of {(facts.IsPodmans ? "podman's" : "Docker's")} own server, not of {result.Cell.Solution}'s"
            : null;

    private static string Verb(Observation observation) => observation.Standing == Standing.Unproven ? "declared" : "observed";

    /// <summary>What today's edition says, and how the host compares with it, if that differs from the row's status.</summary>
    private static string Today(AuditResult result)
    {
        var today = result.CellToday!;
        var since = result.Status == FeatureStatus.Outdated && result.Cell.ChangedSince is null ? Since(today) : "";
        return $"edition {Editions.Today}: {today.Text}{since}{Compares(result)}";
    }

    private static string Compares(AuditResult result) =>
        result.Today switch
        {
            FeatureStatus.Mismatch => IsOlder(result)
                ? $"; this host's {result.Footprint.Version} is older"
                : "; not what was observed here",
            FeatureStatus.NotInUse => ", which this host doesn't use",
            FeatureStatus.Inconclusive when result.Observation.IsAbsence => "; that it doesn't occur on this host doesn't prove it",
            FeatureStatus.Inconclusive => ", which is not confirmed on this host",
            FeatureStatus.Match when result.Status != FeatureStatus.Outdated => ", which this host matches",
            _ => "",
        };

    /// <summary>Whether the host's release is older than today's cell.</summary>
    private static bool IsOlder(AuditResult result) =>
        EngineVersion.Parse(result.Footprint.Version?.TrimStart('v')) is { } own
        && EngineVersion.Parse(result.CellToday?.Since?.Version) is { } since
        && own.CompareTo(since) < 0;

    /// <summary>"IPsec in part" if the rest is unencrypted.</summary>
    private static string Seen(IReadOnlyList<string> names)
    {
        var others = names.Where(name => name != ValueNames.No).ToList();
        return others.Count == 0 || others.Count == names.Count ? string.Join(" and ", names) : $"{string.Join(" and ", others)} in part";
    }

    private static string? Joined(string? clause, string? seen)
    {
        string?[] parts = [clause, seen];
        var told = parts.OfType<string>().ToList();
        return told.Count == 0 ? null : string.Join("; ", told);
    }

    /// <summary>"TCP, UDP or ICMP".</summary>
    private static string Alternatives(IReadOnlyList<string> values) =>
        values.Count < 2 ? string.Join("", values) : $"{string.Join(", ", values.Take(values.Count - 1))} or {values[^1]}";

    private static string Since(Cell today) =>
        today.Relation == CellRelation.IncorrectAtPublication ? ", already when the older edition was published" : $", since {today.Since}";
}
