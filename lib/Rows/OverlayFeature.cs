using NetAudit.Model;

namespace NetAudit.Rows;

/// <summary>A row of the audit: one host, one solution found on it, one aspect.</summary>
public sealed record OverlayFeature
{
    /// <summary>The host's name.</summary>
    public required string Host
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The solution.</summary>
    public required string Solution { get; init; }

    /// <summary>Whether the solution was found. If not, it was named, and the row compares the host's plain networking.</summary>
    public bool IsFound { get; init; } = true;

    /// <summary>The aspect's id.</summary>
    public required string Aspect { get; init; }

    /// <summary>What the aspect asks: "May a container's subnet overlap the host's?".</summary>
    public string Question { get; init; } = "";

    /// <summary>The edition that the host is compared with.</summary>
    public required string Edition { get; init; }

    /// <summary>The cell's text, word for word.</summary>
    public required string Documented
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The observed values, normalised as editions write them; empty if nothing was seen.</summary>
    public IReadOnlyList<string> Values
    {
        get;
        init => field = new DelimitedList<string>(value);
    } = new DelimitedList<string>([]);

    /// <summary>What was seen, in words: the answer, its scope, then names.</summary>
    public required string Observed
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The comparison's outcome.</summary>
    public required FeatureStatus Status { get; init; }

    /// <summary>The outcome against today's edition, "current"; null if that has no cell.</summary>
    public FeatureStatus? Today { get; init; }

    /// <summary>What it rests on, a name of <see cref="Basis"/>.</summary>
    public required string Basis { get; init; }

    /// <summary>What shows it, as "source: fact".</summary>
    public required IReadOnlyList<string> Evidence
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>The reason for the status, in one sentence; "" if there is nothing to say.</summary>
    public required string Reason
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>What editions add to the cell: what changed and when, and how it may be misread; "" if nothing.</summary>
    public string Note
    {
        get;
        init => field = PlainText.Escape(value);
    } = "";

    /// <summary>A command that confirms it, shows more or repairs it, with its requirements after a #; "" if there is none.</summary>
    public required string Recommendation
    {
        get;
        init => field = PlainText.EscapeLines(value);
    }

    /// <summary>When the facts were collected, UTC.</summary>
    public required DateTime CollectedAt { get; init; }

    /// <summary>One line: what is compared, and the outcome.</summary>
    public override string ToString() => $"{Host} {Solution} {Aspect}: {Status}";
}
