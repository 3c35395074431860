using NetAudit.Model;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace NetAudit.Gate;

/// <summary>A check of the gate, and its outcome.</summary>
public sealed record GateCheck
{
    /// <summary>The host's name; "" if it concerns the expectation file itself.</summary>
    public required string Host
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The check's name, which is the same on every run: "Weave NameService values".</summary>
    public required string Name
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The gate's rule, or the host finding's.</summary>
    public required string Rule { get; init; }

    /// <summary>The solution's id; "" if it concerns none.</summary>
    public required string Solution { get; init; }

    /// <summary>Its outcome.</summary>
    public required GateCheckOutcome Outcome { get; init; }

    /// <summary>The line of the expectation file that states it.</summary>
    public required int Line { get; init; }

    /// <summary>Why it could not be checked, if that doesn't count; else "".</summary>
    public required string Reason
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The deviations, and the parts that could not be checked and count; empty if it passed.</summary>
    public required IReadOnlyList<GateFinding> Findings { get; init; }

    /// <summary>One line: the host, the check and its outcome.</summary>
    public override string ToString() => $"{Host} {Name}: {Outcome}";
}

/// <summary>The outcome of a check.</summary>
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

    /// <summary>Not as expected, but its severity in the file is Note or Warning.</summary>
    Warned,

    /// <summary>Not as expected, but a waiver covers it.</summary>
    Waived,

    /// <summary>It could not be checked, and that doesn't count.</summary>
    Inconclusive,
}
