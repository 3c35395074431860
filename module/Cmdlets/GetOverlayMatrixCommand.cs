using System.Management.Automation;
using NetAudit.Matrix;

namespace NetAudit.PowerShell;

/// <summary>Get-OverlayMatrix: the documented cells of an edition, aspect by aspect.</summary>
[Cmdlet(VerbsCommon.Get, "OverlayMatrix")]
[OutputType(typeof(OverlayMatrixCell), typeof(string))]
public sealed class GetOverlayMatrixCommand : PSCmdlet
{
    /// <summary>An edition's name, or a file of one's own.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EditionCompleter))]
    public string Edition { get; set; } = Editions.Default;

    /// <summary>Solutions to give; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SolutionCompleter))]
    public string[]? Solution { get; set; }

    /// <summary>Aspects to give; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AspectCompleter))]
    public string[]? Aspect { get; set; }

    /// <summary>Gives one string, a JSON array of the rows, in place of objects.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        var cells = Cells(EditionChoice.Load(this, Edition));
        if (AsJson)
        {
            WriteObject(JsonText.Array(cells));
        }
        else
        {
            WriteObject(cells, enumerateCollection: true);
        }
    }

    private IEnumerable<OverlayMatrixCell> Cells(Edition edition)
    {
        var solutions = EditionChoice.Ids(this, "solution", Solution, [.. edition.Solutions.Select(solution => solution.Id)]);
        var aspects = EditionChoice.Ids(this, "aspect", Aspect, [.. edition.Aspects.Select(aspect => aspect.Id)]);
        return from aspect in edition.Aspects
               where aspects.Contains(aspect.Id)
               from solution in solutions
               let cell = edition.Find(solution, aspect.Id)
               where cell is not null
               select new OverlayMatrixCell(edition, aspect, cell);
    }
}
