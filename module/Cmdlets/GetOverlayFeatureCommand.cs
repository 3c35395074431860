using System.Management.Automation;
using NetAudit.Matrix;
using NetAudit.Rows;
using NetAudit.Solutions;

namespace NetAudit.PowerShell;

/// <summary>Get-OverlayFeature: the audit, one row per host, solution and aspect.</summary>
[Cmdlet(VerbsCommon.Get, "OverlayFeature", DefaultParameterSetName = DockerHostSet)]
[OutputType(typeof(OverlayFeature), typeof(string))]
public sealed class GetOverlayFeatureCommand : NetworkMakingCmdlet
{
    private Edition? _edition;
    private readonly FeatureCounts _counts = new();
    private IReadOnlyList<string> _aspects = [];

    /// <summary>
    /// Solutions to compare with. A full name is compared even if the solution was not found; wildcards keep those that were found.
    /// </summary>
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

    /// <summary>The edition to compare with: a name, or a file of your own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EditionCompleter))]
    public string Edition { get; set; } = "";

    /// <summary>Proves aspects with a few packets from inside containers. Needs root, on the host itself.</summary>
    [Parameter]
    public SwitchParameter Probe { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        if (AllowTemporaryNetwork && !Probe)
        {
            ThrowTerminatingError(
                Errors.Record(
                    "AllowTemporaryNetworkWithoutProbe",
                    ErrorCategory.InvalidArgument,
                    "-AllowTemporaryNetwork was given without -Probe, and only a probe makes networks.",
                    null,
                    "Add -Probe, or leave -AllowTemporaryNetwork out."
                )
            );
        }

        _edition = Edition.Length > 0 ? EditionChoice.Load(this, Edition) : EditionChoice.ByOptions(this);
        _ = EditionChoice.Ids(this, "solution", Solution, [.. _edition.Solutions.Select(solution => solution.Id)]);
        _aspects = EditionChoice.Ids(this, "aspect", Aspect, [.. _edition.Aspects.Select(aspect => aspect.Id)]);
    }

    /// <inheritdoc />
    protected override IEnumerable<object> Rows(HostContext host)
    {
        var solutions = Solutions(host);
        if (solutions.Count == 0)
        {
            WriteWarning(DisplayText.Message(NothingFound(host)));
            return [];
        }

        var probed = Probe ? SendProbes(host.Snapshot, _aspects, solutions, _ => true, _ => true) : null;
        var seen = probed is null ? host : host.With(probed);
        return _counts.Counted([.. HostAudit.Compare(seen, _edition!, solutions, _aspects)]);
    }

    /// <summary>The warning that no solution was found, and what was looked for.</summary>
    private string NothingFound(HostContext host)
    {
        var what = Solution is null ? "multi-host network solution" : string.Join(" or ", Solution);
        var lookedFor = host.Snapshot.HostNamespace?.Links is null
            ?
            [
                "the engine's networks and their drivers, its plugins, the swarm. The kernel was not seen: what doesn't show in the "
                    + "engine's API is missed",
            ]
            : HostAudit.LooksFor;
        return $"{host.Snapshot.Host}: no {what} was found. Looked for:\n"
            + string.Join("\n", lookedFor.Select(line => $"  {line}"))
            + "\nTo compare this host with what the edition says of a solution, name one, for example: -Solution Flannel.";
    }

    private protected override void End()
    {
        if (!AsJson && _counts.Words is { } words && ShownRows.Are(this))
        {
            ScreenMessage.Write(this, words);
        }
    }

    private IReadOnlyList<string> Solutions(HostContext host)
    {
        var named = (Solution ?? []).Where(name => !WildcardPattern.ContainsWildcardCharacters(name)).ToList();
        var patterns = (Solution ?? []).Except(named).ToList();
        var found =
            Solution is null || patterns.Count > 0
                ? host.Footprints.Select(footprint => footprint.Solution).Where(new NameFilter(patterns).Keeps)
                : [];
        return [.. found.Concat(named).Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
