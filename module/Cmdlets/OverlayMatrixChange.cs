using NetAudit.Matrix;

namespace NetAudit.PowerShell;

/// <summary>A cell in two editions, flat, as Get-OverlayMatrix -Compare returns it.</summary>
public sealed record OverlayMatrixChange
{
    internal OverlayMatrixChange(Edition from, Edition to, CellChange change)
    {
        Solution = change.To.Solution;
        Aspect = change.To.Aspect;
        FromEdition = from.Name;
        From = change.From.Text;
        ToEdition = to.Name;
        To = change.To.Text;
        Relation = change.Relation?.ToString() ?? "";
        Since = change.To.Since?.ToString() ?? "";
        Meaning = change.To.Meaning;
        Note = change.To.Note ?? "";
        Observable = change.To.Observable ?? "";
        Source = change.To.Source;
    }

    /// <summary>The solution's id.</summary>
    public string Solution { get; }

    /// <summary>The aspect's id.</summary>
    public string Aspect { get; }

    /// <summary>The first edition's name.</summary>
    public string FromEdition { get; }

    /// <summary>The first edition's text.</summary>
    public string From { get; }

    /// <summary>The second edition's name.</summary>
    public string ToEdition { get; }

    /// <summary>The second edition's text.</summary>
    public string To { get; }

    /// <summary>A name of <see cref="CellRelation"/>; "" if the second edition doesn't state its relation to the first.</summary>
    public string Relation { get; }

    /// <summary>The release since which the second holds: "1.10.0 (2016-02-04)"; "" if the edition doesn't say.</summary>
    public string Since { get; }

    /// <summary>The meaning of the second edition's cell.</summary>
    public string Meaning { get; }

    /// <summary>Reading traps; "" for none.</summary>
    public string Note { get; }

    /// <summary>How far it can be seen on a host; "" if the edition doesn't say.</summary>
    public string Observable { get; }

    /// <summary>Where the second edition's cell is written.</summary>
    public string Source { get; }

    /// <summary>The cell and both texts, in one line.</summary>
    public override string ToString() => $"{Solution} {Aspect}: {From} -> {To}";
}
