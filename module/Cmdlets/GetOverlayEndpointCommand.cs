using System.Management.Automation;
using NetAudit.Rows;
using NetAudit.Solutions;

namespace NetAudit.PowerShell;

/// <summary>Get-OverlayEndpoint: the vNICs of a host's containers.</summary>
[Cmdlet(VerbsCommon.Get, "OverlayEndpoint", DefaultParameterSetName = DockerHostSet)]
[OutputType(typeof(OverlayEndpoint), typeof(string))]
public sealed class GetOverlayEndpointCommand : HostCmdlet
{
    private NameFilter _containers = new(null);
    private NameFilter _networks = new(null);

    /// <summary>Only these containers, by name or id; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ContainerCompleter))]
    public string[]? Container { get; set; }

    /// <summary>Only vNICs on these networks, by name; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NetworkCompleter))]
    public string[]? Network { get; set; }

    /// <summary>Only vNICs of these solutions; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SolutionCompleter))]
    public string[]? Solution { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        SolutionChoice.Check(this, Solution);
        (_containers, _networks) = (new NameFilter(Container), new NameFilter(Network));
    }

    /// <inheritdoc />
    protected override IEnumerable<object> Rows(HostContext host)
    {
        var solution = new NameFilter(Solution);
        return HostAudit
            .Endpoints(host)
            .Where(endpoint =>
                (_containers.Keeps(endpoint.Container) | _containers.Keeps(endpoint.ContainerId))
                & _networks.Keeps(endpoint.Network)
                & solution.Keeps(endpoint.Solution)
            );
    }

    private protected override void End()
    {
        TellNeverMet("container", _containers);
        TellNeverMet("network", _networks);
    }
}
