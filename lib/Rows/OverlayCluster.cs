namespace NetAudit.Rows;

/// <summary>Hosts that form one cluster of a solution.</summary>
public sealed record OverlayCluster
{
    /// <summary>The solution.</summary>
    public required string Solution { get; init; }

    /// <summary>Names of its hosts among the given ones.</summary>
    public required IReadOnlyList<string> Hosts
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>Members that these hosts name and that weren't given.</summary>
    public required IReadOnlyList<string> Missing
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>Its backends: more than one if hosts differ.</summary>
    public required IReadOnlyList<string> Backends
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>Its versions: more than one if hosts differ.</summary>
    public required IReadOnlyList<string> Versions
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>Its states on the hosts, names of <see cref="Model.SolutionState"/>: more than one if hosts differ.</summary>
    public required IReadOnlyList<string> States
    {
        get;
        init => field = new DelimitedList<string>(value);
    }

    /// <summary>One line: the solution, how many hosts, and how many are missing.</summary>
    public override string ToString() => $"{Solution}: {Hosts.Count} hosts, {Missing.Count} missing";
}
