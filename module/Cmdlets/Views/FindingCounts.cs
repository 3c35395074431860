using NetAudit.Model;
using NetAudit.Rows;

namespace NetAudit.PowerShell;

/// <summary>
/// The line below findings: how many there are, and how much was looked at. It is what tells "nothing is wrong" from "nothing was seen".
/// </summary>
internal static class FindingCounts
{
    private const int MostHosts = 5;

    /// <param name="hosts">The hosts that were examined.</param>
    /// <param name="together">What only several of them show together.</param>
    /// <param name="narrowed">Whether only some findings were asked for.</param>
    public static string Words(IReadOnlyList<ExaminedHost> hosts, IReadOnlyList<OverlayFinding> together, bool narrowed)
    {
        var rows = hosts.Select(host => host.Summary).ToList();
        var who = rows.Count == 1 ? rows[0].Host : $"{rows.Count} hosts";
        var all = hosts.SelectMany(host => host.Findings).Concat(together).ToList();
        return $"{who}: {Counts(all, narrowed)}{Clean(rows, together)}. {Looked(hosts)}";
    }

    private static string Counts(IReadOnlyList<OverlayFinding> findings, bool narrowed)
    {
        var counts = new[] { Severity.Error, Severity.Warning, Severity.Information }
            .Select(severity => (Count: findings.Count(finding => finding.Severity == severity.ToString()), Name: severity))
            .Where(one => one.Count > 0)
            .Select(one => $"{one.Count} {one.Name}")
            .ToList();
        return counts.Count > 0 ? string.Join(", ", counts)
            : narrowed ? "no such findings"
            : "no findings";
    }

    /// <summary>Which of several hosts have none.</summary>
    private static string Clean(IReadOnlyList<OverlayFindingSummary> rows, IReadOnlyList<OverlayFinding> together)
    {
        var concerned = new HashSet<string>(together.SelectMany(finding => finding.Hosts));
        var clean = rows.Where(row => row.Errors + row.Warnings + row.Information == 0 && !concerned.Contains(row.Host))
            .Select(row => row.Host)
            .ToList();
        return rows.Count == 1 || clean.Count == 0 || clean.Count == rows.Count ? ""
            : clean.Count <= MostHosts ? $"; none on {string.Join(", ", clean)}"
            : $"; none on {clean.Count} of them";
    }

    private static string Looked(IReadOnlyList<ExaminedHost> hosts)
    {
        var blind = hosts.SelectMany(host => host.NotLooked).Select(lack => lack.Rule).Distinct().Count();
        var all = hosts.SelectMany(host => host.Looked).Distinct().Count();
        return blind == 0 ? $"{Rules(all)} looked."
            : hosts.Count == 1 ? $"{Rules(all)} looked, {blind} could not: -Verbose says which, and why."
            : $"{Rules(all)} looked, {blind} could not on some hosts: -Verbose says which, and why.";
    }

    private static string Rules(int count) => count == 1 ? "1 rule" : $"{count} rules";
}
