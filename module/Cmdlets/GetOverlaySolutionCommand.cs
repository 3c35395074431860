using System.Management.Automation;
using NetAudit.Rows;
using NetAudit.Solutions;

namespace NetAudit.PowerShell;

/// <summary>Get-OverlaySolution: which solutions a host has, in what state, and what troubles them.</summary>
[Cmdlet(VerbsCommon.Get, "OverlaySolution", DefaultParameterSetName = DockerHostSet)]
[OutputType(typeof(OverlaySolution), typeof(OverlayCluster), typeof(string))]
public sealed class GetOverlaySolutionCommand : HostCmdlet
{
    private readonly OverlayClusters _clusters = new();

    /// <summary>Solutions to give, by name; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SolutionCompleter))]
    public string[]? Name { get; set; }

    /// <summary>
    /// A row for each cluster that the hosts form instead: its hosts, backend and version, and the members that were not given.
    /// </summary>
    [Parameter]
    public SwitchParameter Cluster { get; set; }

    /// <inheritdoc />
    protected override IEnumerable<object> Rows(HostContext host)
    {
        if (!Cluster)
        {
            return HostAudit.FindSolutions(host).Where(solution => new NameFilter(Name).Keeps(solution.Name));
        }

        _clusters.Add(host);
        return [];
    }

    /// <inheritdoc />
    protected override IEnumerable<object> RowsOfAll() =>
        Cluster ? _clusters.Find().Where(cluster => new NameFilter(Name).Keeps(cluster.Solution)) : [];
}
