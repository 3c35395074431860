using NetAudit.Model;

namespace NetAudit.Gate;

/// <summary>
/// Something that is not as an expectation wants it, or that could not be checked; typed. <see cref="GateFinding"/> is its row.
/// </summary>
internal sealed record Deviation
{
    /// <summary>What is wanted.</summary>
    public required GateRule Rule { get; init; }

    /// <summary>The rule of the finding that it is; null if it is none.</summary>
    public string? FindingRule { get; init; }

    /// <summary>The check that found it; null if it is about the file or about a host that can't be read.</summary>
    public GateCheckKey? Check { get; init; }

    /// <summary>The line of the expectation file that wants it otherwise.</summary>
    public int Line { get; init; } = 1;

    /// <summary>Whether it is contradicted, or could not be checked.</summary>
    public FindingKind Kind { get; init; }

    /// <summary>How much it weighs.</summary>
    public FindingSeverity Severity { get; init; } = FindingSeverity.Error;

    /// <summary>The host's name; "" if it is about the expectation file itself.</summary>
    public required string Host { get; init; }

    /// <summary>The solution's id; "" if it is about none.</summary>
    public string Solution { get; init; } = "";

    /// <summary>The aspect's id; "" if it is about none.</summary>
    public string Aspect { get; init; } = "";

    /// <summary>The network, connection or subnet that it names; "" if it names none.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Further names that a waiver may know the subject by.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>What the expectation file wants.</summary>
    public required string Expected { get; init; }

    /// <summary>What was seen.</summary>
    public required string Observed { get; init; }

    /// <summary>What that rests on.</summary>
    public Basis Basis { get; init; }

    /// <summary>What shows it, as lines.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>What repairs it; "" if nothing is known to.</summary>
    public string Remediation { get; init; } = "";

    /// <summary>The waiver that covers it; null: none.</summary>
    public Waiver? Waiver { get; init; }

    /// <summary>Whether it decides what the gate ends with.</summary>
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
