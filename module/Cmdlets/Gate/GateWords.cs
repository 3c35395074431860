using NetAudit.Gate;
using NetAudit.Model;

namespace NetAudit.PowerShell;

/// <summary>The gate's line if it passes, and advice.</summary>
internal static class GateWords
{
    /// <summary>What to do about findings.</summary>
    public const string WithFindings =
        "Check the evidence in the report or with -PassThru; then correct the host, or the expectation file, or waive a finding "
        + "there with reason and expiry date.";

    /// <summary>What to do if no entry is for a host.</summary>
    public const string CheckedNothing = "Give the hosts that the file is for, or correct \"hosts\" in the file.";

    /// <summary>"netaudit.json: as expected: 74 checks on 2 hosts passed, 1 waived, 3 inconclusive".</summary>
    public static string Passed(string file, GateResult result)
    {
        var hosts = result.Cases.Select(check => check.Host).Where(host => host.Length > 0).Distinct().ToList();
        var where = hosts.Count == 1 ? hosts[0] : $"{hosts.Count} hosts";
        var parts = new[]
        {
            $"{Counted.Say(Count(result, GateCheckOutcome.Passed), "check")} on {where} passed",
            Part(result, GateCheckOutcome.Warned, "warned"),
            Part(result, GateCheckOutcome.Waived, "waived"),
            Part(result, GateCheckOutcome.Inconclusive, "inconclusive"),
        };
        return $"{file}: as expected: {string.Join(", ", parts.OfType<string>())}.";
    }

    private static string? Part(GateResult result, GateCheckOutcome outcome, string word) =>
        Count(result, outcome) is > 0 and var count ? $"{count} {word}" : null;

    private static int Count(GateResult result, GateCheckOutcome outcome) => result.Cases.Count(check => check.Outcome == outcome);
}
