using System.Management.Automation;
using NetAudit.Solutions;
using NetAudit.Topology;

namespace NetAudit.PowerShell;

/// <summary>Get-OverlayTopology: how the containers of one or several hosts are connected.</summary>
[Cmdlet(VerbsCommon.Get, "OverlayTopology", DefaultParameterSetName = DockerHostSet)]
[OutputType(typeof(OverlayTopology), typeof(string))]
public sealed class GetOverlayTopologyCommand : HostCmdlet
{
    private readonly List<HostContext> _hosts = [];

    /// <summary>The form of the result: an object, or one string with a diagram in Mermaid's or Graphviz's language.</summary>
    [Parameter]
    public TopologyFormat Format { get; set; }

    /// <inheritdoc />
    protected override IEnumerable<object> Rows(HostContext host)
    {
        _hosts.Add(host);
        return [];
    }

    /// <inheritdoc />
    protected override IEnumerable<object> RowsOfAll()
    {
        if (_hosts.Count == 0)
        {
            return [];
        }

        var topology = OverlayTopology.Create(_hosts);
        return
        [
            Format switch
            {
                TopologyFormat.Mermaid => MermaidDiagram.Draw(topology),
                TopologyFormat.Dot => DotDiagram.Draw(topology),
                _ => topology,
            },
        ];
    }
}
