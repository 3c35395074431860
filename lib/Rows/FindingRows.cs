using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Rows;

/// <summary>Findings as rows.</summary>
internal static class FindingRows
{
    private const int MostEvidence = 20;

    /// <summary>A row for each finding of a host.</summary>
    public static IReadOnlyList<OverlayFinding> Create(HostSnapshot host, HostFindings findings) => [.. findings.Found.Select(one => Create(host, one))];

    /// <summary>Evidence as lines; the same line once, and not without end.</summary>
    public static IReadOnlyList<string> Printed(IReadOnlyList<Model.Evidence> evidence)
    {
        var lines = evidence.Select(one => one.ToString()).Distinct().ToList();
        return lines.Count <= MostEvidence ? lines : [.. lines.Take(MostEvidence), $"and {lines.Count - MostEvidence} more"];
    }

    private static OverlayFinding Create(HostSnapshot host, RuleFinding one) => new()
    {
        Host = host.Host,
        Rule = one.Rule,
        Severity = one.Finding.Severity.ToString(),
        Solution = one.Finding.Solution ?? "",
        Subject = one.Finding.Subject.ToString(),
        Message = one.Finding.Message,
        Remediation = one.Finding.Remediation,
        Evidence = Printed(one.Finding.Evidence),
        Basis = one.Finding.Basis.ToString(),
        Hosts = [host.Host],
        CollectedAt = host.CollectedAt.UtcDateTime,
    };
}
