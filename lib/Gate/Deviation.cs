using NetAudit.Model;

namespace NetAudit.Gate;

/// <summary>A deviation from an expectation, or a check that could not be done. <see cref="GateFinding"/> is its row.</summary>
internal sealed record Deviation
{
    /// <summary>The rule that the expectation states.</summary>
    public required GateRule Rule { get; init; }

    /// <summary>The id of the finding's rule; null if it is no finding of a host.</summary>
    public string? FindingRule { get; init; }

    /// <summary>The check that found it; null if it concerns the file, or a host that can't be read.</summary>
    public GateCheckKey? Check { get; init; }

    /// <summary>The line of the expectation file that it deviates from.</summary>
    public int Line { get; init; } = 1;

    /// <summary>Whether the expectation is contradicted, or could not be checked.</summary>
    public FindingKind Kind { get; init; }

    /// <summary>Its severity.</summary>
    public FindingSeverity Severity { get; init; } = FindingSeverity.Error;

    /// <summary>The host's name; "" if it concerns the expectation file itself.</summary>
    public required string Host { get; init; }

    /// <summary>The solution's id; "" if it concerns none.</summary>
    public string Solution { get; init; } = "";

    /// <summary>The aspect's id; "" if it concerns none.</summary>
    public string Aspect { get; init; } = "";

    /// <summary>The network, connection or subnet that it names; "" if it names none.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Further names by which a waiver can refer to the subject.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The expected state.</summary>
    public required string Expected { get; init; }

    /// <summary>The observed state.</summary>
    public required string Observed { get; init; }

    /// <summary>The basis of the observation.</summary>
    public Basis Basis { get; init; }

    /// <summary>What shows it, as lines.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>How to repair it; "" if no repair is known.</summary>
    public string Remediation { get; init; } = "";

    /// <summary>The waiver that covers it; null: none.</summary>
    public Waiver? Waiver { get; init; }

    /// <summary>Whether it affects the gate's outcome.</summary>
    public bool Counts => Waiver is null && Severity == FindingSeverity.Error;

    /// <summary>Its row.</summary>
    public GateFinding ToRow() =>
        new()
        {
            Rule = FindingRule ?? Rule.ToString(),
            Kind = Kind,
            Severity = Severity,
            Host = Host,
            Solution = Solution,
            Aspect = Aspect,
            Subject = Subject,
            Expected = Expected,
            Observed = Observed,
            Basis = Basis.ToString(),
            Evidence = Evidence,
            Remediation = Remediation,
            Line = Line,
            Waiver = Waiver is { } waiver ? new FindingWaiver(waiver.Reason, waiver.Owner, waiver.Expires) : null,
        };
}
