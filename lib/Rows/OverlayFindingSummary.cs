using NetAudit.Model;

namespace NetAudit.Rows;

/// <summary>
/// How many findings a host has, and which rules could run: a rule that lacked a fact found nothing, and proves nothing.
/// </summary>
public sealed record OverlayFindingSummary
{
    /// <summary>The host's name.</summary>
    public required string Host
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>Findings of severity Error: something doesn't work, or isn't safe, now.</summary>
    public required int Errors { get; init; }

    /// <summary>Findings of severity Warning: something will break, or works only in part.</summary>
    public required int Warnings { get; init; }

    /// <summary>Findings of severity Information.</summary>
    public required int Information { get; init; }

    /// <summary>Rules that ran.</summary>
    public required IReadOnlyList<string> Looked
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>Rules that could not run, each with what it lacked: "VxlanPortFiltered: the packet filter was not seen".</summary>
    public required IReadOnlyList<string> NotLooked
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>The facts that they lacked: "the packet filter".</summary>
    public required IReadOnlyList<string> NotSeen
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>When the facts were collected, UTC.</summary>
    public required DateTime CollectedAt { get; init; }

    /// <summary>In a line: where, how many, and how many rules ran.</summary>
    public override string ToString() =>
        $"{Host}: {Errors} Error, {Warnings} Warning, {Information} Information; NetAudit ran {Looked.Count} of its rules, "
        + $"{NotLooked.Count} could not run";
}
