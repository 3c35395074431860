using NetAudit.Cluster;
using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Rows;

/// <summary>Findings as rows.</summary>
internal static class FindingRows
{
    private const int MostEvidence = 20;

    /// <summary>A row for each finding of a host.</summary>
    public static IReadOnlyList<OverlayFinding> Create(HostSnapshot host, HostFindings findings) =>
        [.. findings.Found.Select(one => Row(one.Rule, one.Finding, [host.Host], host.CollectedAt.UtcDateTime))];

    /// <summary>A row for each finding of several hosts.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="collectedAt">The time at which a host was seen, by its name.</param>
    public static IReadOnlyList<OverlayFinding> Create(IReadOnlyList<ClusterRuleFinding> findings, Func<string, DateTime> collectedAt) =>
        [.. findings.Select(one => Row(one.Rule, one.Finding, [.. one.Hosts.Distinct()], one.Hosts.Max(collectedAt)))];

    /// <summary>Evidence as lines, without repetitions and up to a limit.</summary>
    public static IReadOnlyList<string> Printed(IReadOnlyList<Evidence> evidence)
    {
        var lines = evidence.Select(one => one.ToString()).Distinct().ToList();
        return lines.Count <= MostEvidence ? lines : [.. lines.Take(MostEvidence), $"and {lines.Count - MostEvidence} more"];
    }

    /// <summary>What is broken, and what else the same cause breaks.</summary>
    private static string Message(string rule, Finding finding)
    {
        var others = finding
            .Explained.Where(one => one.Finding.Subject != finding.Subject)
            .Select(one => one.Rule == rule ? one.Finding.Subject.ToString() : $"{one.Finding.Subject} ({one.Rule})")
            .Distinct()
            .ToList();
        var cause = finding.Tight is not null && finding.Explained.All(one => one.Finding.Tight == finding.Tight) ? "MTU" : "cause";
        return others.Count == 0 ? finding.Message : $"{finding.Message} The same {cause} breaks {TruncatedList.Join(others)} too.";
    }

    private static OverlayFinding Row(string rule, Finding finding, IReadOnlyList<string> hosts, DateTime collectedAt) =>
        new()
        {
            Host = hosts[0],
            Rule = rule,
            Severity = finding.Severity,
            Solution = finding.Solution ?? "",
            Subject = finding.Subject.ToString(),
            Message = Message(rule, finding),
            Remediation = finding.Remediation,
            Evidence = Printed(finding.Evidence),
            Basis = finding.Basis.ToString(),
            Hosts = hosts,
            CollectedAt = collectedAt,
        };
}
