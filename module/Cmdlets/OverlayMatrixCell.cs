using NetAudit.Matrix;
using NetAudit.Rows;

namespace NetAudit.PowerShell;

/// <summary>A cell of an edition, flat, as Get-OverlayMatrix returns it.</summary>
public sealed record OverlayMatrixCell
{
    internal OverlayMatrixCell(Edition edition, AspectDefinition aspect, Cell cell)
    {
        Edition = edition.Name;
        Aspect = aspect.Id;
        Title = aspect.Title;
        Question = aspect.Meaning;
        Solution = cell.Solution;
        Documented = cell.Text;
        Values = new DelimitedList<string>(cell.Values);
        Meaning = cell.Meaning;
        Note = string.Join(" ", new[] { cell.Note, aspect.Note }.Where(note => note is not null).Distinct());
        ChangedSince = cell.ChangedSince ?? "";
        Relation = cell.Relation?.ToString() ?? "";
        Since = cell.Since?.ToString() ?? "";
        Observable = cell.Observable ?? "";
        Source = cell.Source;
    }

    /// <summary>The edition's name.</summary>
    public string Edition { get; }

    /// <summary>The aspect's id.</summary>
    public string Aspect { get; }

    /// <summary>The aspect's title, word for word.</summary>
    public string Title { get; }

    /// <summary>The aspect's question.</summary>
    public string Question { get; }

    /// <summary>The solution's id.</summary>
    public string Solution { get; }

    /// <summary>The cell's text, word for word.</summary>
    public string Documented { get; }

    /// <summary>Normalised values, which an observed value must be among.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>The cell's meaning.</summary>
    public string Meaning { get; }

    /// <summary>Reading traps and corrections; "" for none.</summary>
    public string Note { get; }

    /// <summary>What changed since, and when; "" for nothing.</summary>
    public string ChangedSince { get; }

    /// <summary>Its relation to the same cell of an older edition: a name of <see cref="CellRelation"/>; "" for none.</summary>
    public string Relation { get; }

    /// <summary>The release since which it holds: "1.10.0 (2016-02-04)"; "" if the edition doesn't say.</summary>
    public string Since { get; }

    /// <summary>How far it can be seen on a host; "" if the edition doesn't say.</summary>
    public string Observable { get; }

    /// <summary>Where it is written.</summary>
    public string Source { get; }

    /// <summary>The cell and its text, in one line.</summary>
    public override string ToString() => $"{Solution} {Aspect}: {Documented}";
}
