using NetAudit.Model;
using NetAudit.Rows;

namespace NetAudit.Gate;

/// <summary>Something that is not as the expectation file wants it, or that could not be checked.</summary>
public sealed record GateFinding
{
    /// <summary>
    /// What is wanted, as a rule's name: "AspectValue", "ChannelEncrypted", "WaiverExpired"; a name of <see cref="GateRule"/>, or a
    /// finding's own rule.
    /// </summary>
    public required string Rule { get; init; }

    /// <summary>Contradicted, or could not be audited.</summary>
    public required FindingKind Kind { get; init; }

    /// <summary>How much it weighs.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>The host's name; "" for a finding about the expectation file itself.</summary>
    public required string Host
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The solution's id; "" if it is about none.</summary>
    public string Solution { get; init; } = "";

    /// <summary>The aspect's id; "" if it is about none.</summary>
    public string Aspect { get; init; } = "";

    /// <summary>The network, connection or subnet that it names; "" if it names none.</summary>
    public string Subject
    {
        get;
        init => field = PlainText.Escape(value);
    } = "";

    /// <summary>What the expectation file wants.</summary>
    public required string Expected
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>What was seen.</summary>
    public required string Observed
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>What that rests on, a name of <see cref="Basis"/>.</summary>
    public string Basis { get; init; } = nameof(Model.Basis.None);

    /// <summary>What shows it, as "source: fact".</summary>
    public IReadOnlyList<string> Evidence
    {
        get;
        init => field = new DelimitedList<string>(value);
    } = new DelimitedList<string>([]);

    /// <summary>What repairs it, where it is a finding of a host; else "".</summary>
    public string Remediation
    {
        get;
        init => field = PlainText.EscapeLines(value);
    } = "";

    /// <summary>The line of the expectation file that wants it otherwise.</summary>
    public int Line { get; init; } = 1;

    /// <summary>The waiver that covers it, so that it doesn't count; null: none.</summary>
    public FindingWaiver? Waiver { get; init; }

    /// <summary>An id that doesn't change between runs: "AspectValue/node1/Weave/EncryptionChannel/".</summary>
    public string Id => string.Join("/", Rule, Host, Solution, Aspect, Subject);

    /// <summary>In one line: where, what was wanted, what was seen.</summary>
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
/// <param name="Reason">The reason that was written down.</param>
/// <param name="Owner">Who answers for it, or null.</param>
/// <param name="Expires">Its last day, yyyy-MM-dd, or null if it has none.</param>
public sealed record FindingWaiver(string Reason, string? Owner, string? Expires);
