using System.Management.Automation;
using NetAudit.Rows;
using NetAudit.Solutions;

namespace NetAudit.PowerShell;

/// <summary>Get-OverlayEndpoint: the vNICs of a host's containers.</summary>
[Cmdlet(VerbsCommon.Get, "OverlayEndpoint", DefaultParameterSetName = DockerHostSet)]
[OutputType(typeof(OverlayEndpoint), typeof(string))]
public sealed class GetOverlayEndpointCommand : HostCmdlet
{
    /// <summary>Only these containers, by name or id; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Container { get; set; }

    /// <summary>Only vNICs on these networks, by name; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Network { get; set; }

    /// <summary>Only vNICs of these solutions; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SolutionCompleter))]
    public string[]? Solution { get; set; }

    /// <inheritdoc />
    protected override IEnumerable<object> Rows(HostContext host)
    {
        var (container, network, solution) = (new NameFilter(Container), new NameFilter(Network), new NameFilter(Solution));
        return HostAudit
            .Endpoints(host)
            .Where(endpoint =>
                (container.Keeps(endpoint.Container) || container.Keeps(endpoint.ContainerId))
                && network.Keeps(endpoint.Network)
                && solution.Keeps(endpoint.Solution)
            );
    }
}
