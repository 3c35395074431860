using System.Management.Automation;
using NetAudit.Rows;
using NetAudit.Solutions;

namespace NetAudit.PowerShell;

/// <summary>Get-OverlaySolution: the solutions on a host, their state, and the number of their findings.</summary>
[Cmdlet(VerbsCommon.Get, "OverlaySolution", DefaultParameterSetName = DockerHostSet)]
[OutputType(typeof(OverlaySolution), typeof(OverlayCluster), typeof(string))]
public sealed class GetOverlaySolutionCommand : HostCmdlet
{
    private readonly OverlayClusters _clusters = new();

    /// <summary>Solutions to return, by name; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SolutionCompleter))]
    public string[]? Name { get; set; }

    /// <summary>
    /// Returns one row per cluster that the hosts form instead: its hosts, backend and version, and the members that were not given.
    /// </summary>
    [Parameter]
    public SwitchParameter Cluster { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing() => SolutionChoice.Check(this, Name);

    /// <inheritdoc />
    protected override IEnumerable<object> Rows(HostContext host)
    {
        if (Cluster)
        {
            _clusters.Add(host);
            return [];
        }

        var found = HostAudit.FindSolutions(host);
        if (found.Count == 0 && Name is null)
        {
            var nothing = $"{host.Snapshot.Host}: no multi-host network solution was found. Get-OverlayNetwork lists the host's networks.";
            WriteWarning(DisplayText.Message(nothing));
        }

        return found.Where(solution => new NameFilter(Name).Keeps(solution.Name));
    }

    /// <inheritdoc />
    protected override IEnumerable<object> RowsOfAll() =>
        Cluster ? _clusters.Find().Where(cluster => new NameFilter(Name).Keeps(cluster.Solution)) : [];
}
