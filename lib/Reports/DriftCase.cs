using NetAudit.Drift;
using NetAudit.Gate;

namespace NetAudit.Reports;

/// <summary>A difference between two snapshots as a case: one fails, and what could not be compared is inconclusive.</summary>
internal static class DriftCase
{
    /// <summary>The rule's id in reports.</summary>
    public const string Rule = "Drift";

    public static ReportCase Create(OverlayDrift drift) =>
        new()
        {
            Host = drift.DifferenceHost,
            Solution = "",
            Rule = Rule,
            Edition = "",
            Name = $"{drift.Area} {drift.Subject}",
            Outcome = IsNotSeen(drift) ? CaseOutcome.Inconclusive : CaseOutcome.Failed,
            IsOpen = IsNotSeen(drift),
            Severity = FindingSeverity.Warning,
            Message = $"{drift.ReferenceHost} to {drift.DifferenceHost}: {drift.Area} {drift.Subject}: {drift.Change}{Values(drift)}",
            Evidence = [],
        };

    private static bool IsNotSeen(OverlayDrift drift) => drift.Change == nameof(DriftChange.NotSeen);

    private static string Values(OverlayDrift drift) =>
        (drift.From, drift.To) switch
        {
            (null, null) => "",
            (null, { } to) => $": {to}",
            ({ } from, null) => $": {from}",
            ({ } from, { } to) => $": from {from} to {to}",
        };
}
