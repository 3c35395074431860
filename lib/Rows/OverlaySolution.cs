using NetAudit.Model;

namespace NetAudit.Rows;

/// <summary>A solution found on a host.</summary>
public sealed record OverlaySolution
{
    /// <summary>The host's name.</summary>
    public required string Host
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The solution.</summary>
    public required string Name { get; init; }

    /// <summary>Its backend, or null if it is unknown.</summary>
    public required string? Backend
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>Its version, or null.</summary>
    public required string? Version
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>Its state, a name of <see cref="SolutionState"/>.</summary>
    public required string State { get; init; }

    /// <summary>How certain the detection is, a name of <see cref="Confidence"/>.</summary>
    public required string Confidence { get; init; }

    /// <summary>Names of the engine's networks that belong to it.</summary>
    public required IReadOnlyList<string> Networks
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>Faults of the solution itself, each with its repair and evidence. The host may have other findings.</summary>
    public required IReadOnlyList<string> Findings
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>The facts by which it was recognised, as "source: fact" lines.</summary>
    public required IReadOnlyList<string> Evidence
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>One line: the host, the solution and its state.</summary>
    public override string ToString() => $"{Host} {Name}: {State}";
}
