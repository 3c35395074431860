using NetAudit.Model;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace NetAudit.Gate;

/// <summary>A check of the gate, and how it ended.</summary>
public sealed record GateCheck
{
    /// <summary>The host's name; "" for what is about the expectation file itself.</summary>
    public required string Host
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>What was checked, the same on every run: "Weave NameService values".</summary>
    public required string Name
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The gate's rule, or the finding's.</summary>
    public required string Rule { get; init; }

    /// <summary>The solution's id; "" if it is about none.</summary>
    public required string Solution { get; init; }

    /// <summary>How it ended.</summary>
    public required GateCheckOutcome Outcome { get; init; }

    /// <summary>The line of the expectation file that wants it.</summary>
    public required int Line { get; init; }

    /// <summary>Why it could not be checked, where that counts for nothing; else "".</summary>
    public required string Reason
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>What is not as expected, or could not be checked and counts; empty if it passed.</summary>
    public required IReadOnlyList<GateFinding> Findings { get; init; }

    /// <summary>In a line.</summary>
    public override string ToString() => $"{Host} {Name}: {Outcome}";
}

/// <summary>How a check ended.</summary>
// Of 64 bits, so that PowerShell's ConvertTo-Json writes the name (docs/decisions/0017).
[JsonConverter(typeof(StringEnumConverter))]
public enum GateCheckOutcome : long
{
    /// <summary>As expected.</summary>
    Passed,

    /// <summary>Not as expected.</summary>
    Failed,

    /// <summary>It could not be checked, and the gate counts that.</summary>
    CouldNotAudit,

    /// <summary>Not as expected; the file wants it listed only.</summary>
    Warned,

    /// <summary>Not as expected, which a waiver covers.</summary>
    Waived,

    /// <summary>It could not be checked, which counts for nothing.</summary>
    Inconclusive,
}
