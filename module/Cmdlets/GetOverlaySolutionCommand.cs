using System.Management.Automation;
using NetAudit.Rows;
using NetAudit.Solutions;

namespace NetAudit.PowerShell;

/// <summary>Get-OverlaySolution: which solutions a host has, in what state, and what troubles them.</summary>
[Cmdlet(VerbsCommon.Get, "OverlaySolution", DefaultParameterSetName = DockerHostSet)]
[OutputType(typeof(OverlaySolution), typeof(string))]
public sealed class GetOverlaySolutionCommand : HostCmdlet
{
    /// <summary>Solutions to give, by name; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SolutionCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc />
    protected override IEnumerable<object> Rows(HostContext host) =>
        HostAudit.FindSolutions(host).Where(solution => new NameFilter(Name).Keeps(solution.Name));
}
