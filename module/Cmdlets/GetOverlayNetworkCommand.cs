using System.Management.Automation;
using NetAudit.Rows;
using NetAudit.Solutions;

namespace NetAudit.PowerShell;

/// <summary>Get-OverlayNetwork: the networks of a host's engine.</summary>
[Cmdlet(VerbsCommon.Get, "OverlayNetwork", DefaultParameterSetName = DockerHostSet)]
[OutputType(typeof(OverlayNetwork), typeof(string))]
public sealed class GetOverlayNetworkCommand : HostCmdlet
{
    private NameFilter _names = new(null);

    /// <summary>Networks to return, by name; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NetworkCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Only networks of these drivers; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DriverCompleter))]
    public string[]? Driver { get; set; }

    /// <summary>Only networks of these solutions; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SolutionCompleter))]
    public string[]? Solution { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        SolutionChoice.Check(this, Solution);
        _names = new NameFilter(Name);
    }

    /// <inheritdoc />
    protected override IEnumerable<object> Rows(HostContext host)
    {
        var (driver, solution) = (new NameFilter(Driver), new NameFilter(Solution));
        return HostAudit
            .Networks(host)
            .Where(network => _names.Keeps(network.Name) && driver.Keeps(network.Driver) && solution.Keeps(network.Solution));
    }

    private protected override void End() => TellNeverMet("network", _names);
}
