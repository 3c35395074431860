using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Rows;

/// <summary>What the rules found on a host, and which of them could run.</summary>
public sealed record ExaminedHost
{
    /// <summary>The host's name.</summary>
    public required string Host
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>When its facts were collected, UTC.</summary>
    public required DateTime CollectedAt { get; init; }

    /// <summary>The findings, the most severe first.</summary>
    public required IReadOnlyList<OverlayFinding> Findings { get; init; }

    /// <summary>Ids of the rules that ran.</summary>
    public required IReadOnlyList<string> Looked { get; init; }

    /// <summary>The rules that could not run, one entry per missing fact.</summary>
    public required IReadOnlyList<RuleLack> NotLooked { get; init; }

    /// <summary>Its counts, as a row.</summary>
    public OverlayFindingSummary Summary =>
        new()
        {
            Host = Host,
            Errors = Findings.Count(finding => finding.Severity == Severity.Error),
            Warnings = Findings.Count(finding => finding.Severity == Severity.Warning),
            Information = Findings.Count(finding => finding.Severity == Severity.Information),
            Looked = Looked,
            NotLooked =
            [
                .. NotLooked
                    .GroupBy(lack => lack.Rule)
                    .Select(rule => $"{rule.Key}: {string.Join(", ", rule.Select(lack => lack.Lacks))} not seen"),
            ],
            NotSeen = [.. NotLooked.Select(lack => lack.Lacks).Distinct()],
            CollectedAt = CollectedAt,
        };

    /// <summary>Runs every rule on a host. Pure.</summary>
    public static ExaminedHost Create(HostSnapshot host) => Create(HostContext.Create(host));

    /// <summary>Runs every rule on a host whose solutions are already detected. Pure.</summary>
    public static ExaminedHost Create(HostContext host)
    {
        var findings = HostFindings.Create(host);
        return new ExaminedHost
        {
            Host = host.Snapshot.Host,
            CollectedAt = host.Snapshot.CollectedAt.UtcDateTime,
            Findings = FindingRows.Create(host.Snapshot, findings),
            Looked = [.. HostFindings.Rules.Except(findings.NotLooked.Select(one => one.Rule))],
            NotLooked = [.. findings.NotLooked.Select(one => new RuleLack(one.Rule, FactWords.Find(one.Missing)))],
        };
    }
}

/// <summary>A rule that could not run.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="Lacks">The missing fact, in words: "the packet filter".</param>
public sealed record RuleLack(string Rule, string Lacks);
