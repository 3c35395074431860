using System.Management.Automation;
using NetAudit.Matrix;
using NetAudit.Reports;

namespace NetAudit.PowerShell;

/// <summary>Get-OverlayMatrix: the documented cells of an edition, aspect by aspect.</summary>
[Cmdlet(VerbsCommon.Get, "OverlayMatrix", DefaultParameterSetName = CellsSet)]
[OutputType(typeof(OverlayMatrixCell), ParameterSetName = [CellsSet])]
[OutputType(typeof(OverlayMatrixChange), ParameterSetName = [CompareSet])]
[OutputType(typeof(string))]
public sealed class GetOverlayMatrixCommand : PSCmdlet
{
    private const string CellsSet = "Cells";
    private const string CompareSet = "Compare";

    /// <summary>An edition's name, or a file of your own.</summary>
    [Parameter(ParameterSetName = CellsSet, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EditionCompleter))]
    public string Edition { get; set; } = Editions.Default;

    /// <summary>Two editions, the older first: returns the differences between them, cell by cell.</summary>
    [Parameter(ParameterSetName = CompareSet, Mandatory = true)]
    [ValidateCount(2, 2)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EditionCompleter))]
    public string[] Compare { get; set; } = [];

    /// <summary>With -Compare: also returns the cells that are the same.</summary>
    [Parameter(ParameterSetName = CompareSet)]
    public SwitchParameter IncludeSame { get; set; }

    /// <summary>Solutions to return; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SolutionCompleter))]
    public string[]? Solution { get; set; }

    /// <summary>Aspects to return; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AspectCompleter))]
    public string[]? Aspect { get; set; }

    /// <summary>Returns one string, a JSON array of the rows, instead of objects.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        IEnumerable<object> cells =
            ParameterSetName == CompareSet
                ? Changes(EditionChoice.Load(this, Compare[0]), EditionChoice.Load(this, Compare[1]))
                : Cells(EditionChoice.Load(this, Edition));
        if (AsJson)
        {
            WriteObject(JsonRows.Array(cells));
        }
        else
        {
            WriteObject(cells, enumerateCollection: true);
        }
    }

    private IEnumerable<OverlayMatrixChange> Changes(Edition from, Edition to)
    {
        var (solutions, aspects) = Asked(to);
        return from change in EditionChanges.Between(@from, to)
            where solutions.Contains(change.To.Solution) && aspects.Contains(change.To.Aspect)
            where IncludeSame || (change.Relation is { } relation ? relation != CellRelation.Same : change.From.Text != change.To.Text)
            select new OverlayMatrixChange(@from, to, change);
    }

    private (IReadOnlyList<string> Solutions, IReadOnlyList<string> Aspects) Asked(Edition edition) =>
        (
            EditionChoice.Ids(this, "solution", Solution, [.. edition.Solutions.Select(solution => solution.Id)]),
            EditionChoice.Ids(this, "aspect", Aspect, [.. edition.Aspects.Select(aspect => aspect.Id)])
        );

    private IEnumerable<OverlayMatrixCell> Cells(Edition edition)
    {
        var (solutions, aspects) = Asked(edition);
        return from aspect in edition.Aspects
            where aspects.Contains(aspect.Id)
            from solution in solutions
            let cell = edition.Find(solution, aspect.Id)
            where cell is not null
            select new OverlayMatrixCell(edition, aspect, cell);
    }
}
