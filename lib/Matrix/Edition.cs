using NetAudit.Model;

namespace NetAudit.Matrix;

/// <summary>A dated matrix: the documentation of each solution in each aspect.</summary>
public sealed record Edition
{
    /// <summary>Its name: "blog-2015".</summary>
    public required string Name { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>The date that it describes, yyyy-MM-dd.</summary>
    public required string Date { get; init; }

    /// <summary>Where it was published.</summary>
    public required string Source { get; init; }

    /// <summary>The edition that its cells state their relation to, or null.</summary>
    public string? RelatesTo { get; init; }

    /// <summary>Its aspects, in the published order.</summary>
    public required IReadOnlyList<AspectDefinition> Aspects { get; init; }

    /// <summary>Its solutions, in the published order.</summary>
    public required IReadOnlyList<SolutionDefinition> Solutions { get; init; }

    /// <summary>Its cells: one for each solution and aspect.</summary>
    public required IReadOnlyList<Cell> Cells { get; init; }

    /// <summary>The cell of a solution and aspect, or null if the edition has no such column or row.</summary>
    public Cell? Find(string solution, string aspect) =>
        Cells.FirstOrDefault(cell => cell.Aspect == aspect && string.Equals(cell.Solution, solution, StringComparison.OrdinalIgnoreCase));
}

/// <summary>An aspect as an edition titles it.</summary>
/// <param name="Id">Its id: "SeparateVnic".</param>
/// <param name="Title">Its title, word for word.</param>
/// <param name="Meaning">What it asks, in one sentence.</param>
/// <param name="Note">A reading trap, or null.</param>
public sealed record AspectDefinition(string Id, string Title, string Meaning, string? Note = null)
{
    /// <summary>The normalised values that its cells may use.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}

/// <summary>A solution as an edition titles it.</summary>
/// <param name="Id">Its id: "DockerOverlay".</param>
/// <param name="Title">Its title, word for word.</param>
public sealed record SolutionDefinition(string Id, string Title);

/// <summary>One solution in one aspect.</summary>
public sealed record Cell
{
    /// <summary>The solution's id.</summary>
    public required string Solution { get; init; }

    /// <summary>The aspect's id.</summary>
    public required string Aspect { get; init; }

    /// <summary>The text, word for word.</summary>
    public required string Text { get; init; }

    /// <summary>Normalised values, which an observed value must be among.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>Whether the cell describes a possibility: a host that doesn't use it doesn't contradict it.</summary>
    public bool Optional { get; init; }

    /// <summary>Its meaning, in one sentence.</summary>
    public required string Meaning { get; init; }

    /// <summary>Where it is written.</summary>
    public required string Source { get; init; }

    /// <summary>A reading trap or correction, or null.</summary>
    public string? Note { get; init; }

    /// <summary>What changed since, and when: "since 1.10.0 (2016-02-04) Docker has an embedded DNS server"; or null.</summary>
    public string? ChangedSince { get; init; }

    /// <summary>The release since which it holds, at the latest; null if the cell doesn't say.</summary>
    public CellSince? Since { get; init; }

    /// <summary>Its relation to the same cell of the edition that this one relates to; null if it relates to none.</summary>
    public CellRelation? Relation { get; init; }

    /// <summary>
    /// How far it can be seen on a host, beginning with a name of <see cref="Basis"/>: "Observed: the links inside each container."; or
    /// null.
    /// </summary>
    public string? Observable { get; init; }

    /// <summary>
    /// Subnet restriction: whether a container's address can be changed after it has started and still be reached; null if the cell
    /// doesn't say.
    /// </summary>
    public bool? AddressCanChange { get; init; }
}

/// <summary>A release and its date.</summary>
/// <param name="Version">The solution's version; null if only the day is known.</param>
/// <param name="Date">yyyy, yyyy-MM or yyyy-MM-dd: as exact as it is known.</param>
public sealed record CellSince(string? Version, string Date)
{
    /// <summary>"1.10.0 (2016-02-04)".</summary>
    public override string ToString() => Version is null ? Date : $"{Version} ({Date})";
}

/// <summary>The relation of a cell to the same cell of an older edition.</summary>
public enum CellRelation
{
    /// <summary>It says the same.</summary>
    Same,

    /// <summary>The older cell's text is still possible, but no longer all, or was narrowed.</summary>
    Extended,

    /// <summary>The older cell's text is no longer true.</summary>
    Changed,

    /// <summary>The older cell's text was wrong or inexact when it was published.</summary>
    IncorrectAtPublication,
}
