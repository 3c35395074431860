using NetAudit.Model;

namespace NetAudit.Rows;

/// <summary>How many findings a host has, and which rules could run. A rule that lacked a fact proves nothing.</summary>
public sealed record OverlayFindingSummary
{
    /// <summary>The host's name.</summary>
    public required string Host
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The number of findings of severity Error: something doesn't work, or isn't safe, now.</summary>
    public required int Errors { get; init; }

    /// <summary>The number of findings of severity Warning: something will break, or works only in part.</summary>
    public required int Warnings { get; init; }

    /// <summary>The number of findings of severity Information.</summary>
    public required int Information { get; init; }

    /// <summary>Ids of the rules that ran.</summary>
    public required IReadOnlyList<string> Looked
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>Rules that could not run, each with the facts that it lacked: "VxlanPortFiltered: the packet filter not seen".</summary>
    public required IReadOnlyList<string> NotLooked
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>The facts that these rules lacked: "the packet filter".</summary>
    public required IReadOnlyList<string> NotSeen
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>When the facts were collected, UTC.</summary>
    public required DateTime CollectedAt { get; init; }

    /// <summary>One line: the host, how many findings, and how many rules ran.</summary>
    public override string ToString() =>
        $"{Host}: {Errors} Error, {Warnings} Warning, {Information} Information; NetAudit ran {Looked.Count} of its rules, "
        + $"{NotLooked.Count} could not run";
}
