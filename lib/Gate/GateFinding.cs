using NetAudit.Model;
using NetAudit.Rows;

namespace NetAudit.Gate;

/// <summary>A deviation from the expectation file, or a check that could not be done.</summary>
public sealed record GateFinding
{
    /// <summary>
    /// The rule that is not met: "AspectValue", "ChannelEncrypted", "WaiverExpired"; a name of <see cref="GateRule"/>, or the rule of a
    /// host's finding.
    /// </summary>
    public required string Rule { get; init; }

    /// <summary>Whether the expectation is contradicted, or could not be checked.</summary>
    public required FindingKind Kind { get; init; }

    /// <summary>Its severity.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>The host's name; "" if it concerns the expectation file itself.</summary>
    public required string Host
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The solution's id; "" if it concerns none.</summary>
    public string Solution { get; init; } = "";

    /// <summary>The aspect's id; "" if it concerns none.</summary>
    public string Aspect { get; init; } = "";

    /// <summary>The network, connection or subnet that it names; "" if it names none.</summary>
    public string Subject
    {
        get;
        init => field = PlainText.Escape(value);
    } = "";

    /// <summary>The expected state.</summary>
    public required string Expected
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The observed state.</summary>
    public required string Observed
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The basis of the observation, a name of <see cref="Basis"/>.</summary>
    public string Basis { get; init; } = nameof(Model.Basis.None);

    /// <summary>What shows it, as "source: fact".</summary>
    public IReadOnlyList<string> Evidence
    {
        get;
        init => field = new DelimitedList<string>(value);
    } = new DelimitedList<string>([]);

    /// <summary>How to repair it, if it is a host's finding; else "".</summary>
    public string Remediation
    {
        get;
        init => field = PlainText.EscapeLines(value);
    } = "";

    /// <summary>The line of the expectation file that it deviates from.</summary>
    public int Line { get; init; } = 1;

    /// <summary>The waiver that covers it, so that it doesn't count; null: none.</summary>
    public FindingWaiver? Waiver { get; init; }

    /// <summary>An id that doesn't change between runs: "AspectValue/node1/Weave/EncryptionChannel/".</summary>
    public string Id => string.Join("/", Rule, Host, Solution, Aspect, Subject);

    /// <summary>One line: where it is, what was expected, and what was observed.</summary>
    public string Message
    {
        get
        {
            var where = string.Join(" ", new[] { Host, Solution, Aspect, Subject }.Where(part => part.Length > 0));
            return $"{(where.Length == 0 ? "" : where + ": ")}expected {Expected}; {Observed}";
        }
    }

    /// <summary>The message.</summary>
    public override string ToString() => Message;
}

/// <summary>Why a finding doesn't count.</summary>
/// <param name="Reason">The reason that the waiver gives.</param>
/// <param name="Owner">The person or team responsible for it, or null.</param>
/// <param name="Expires">Its last day, yyyy-MM-dd, or null if it has none.</param>
public sealed record FindingWaiver(string Reason, string? Owner, string? Expires);
