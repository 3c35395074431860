using NetAudit.Model;
using NetAudit.Solutions;
using NetAudit.Topology;

namespace NetAudit.Library.Tests.Topology;

public sealed class DiagramTests
{
    [Fact]
    public void Mermaid_has_a_group_for_each_host_and_a_thick_line_between_them()
    {
        var lines = MermaidDiagram.Draw(Swarm()).Split('\n');

        Assert.Equal("flowchart LR", lines[0]);
        Assert.Equal(2, lines.Count(line => line.StartsWith("  subgraph ", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.Contains("===|\"VXLAN · ovenc · IPsec\"|", StringComparison.Ordinal));
    }

    [Fact]
    public void Dot_is_one_graph_with_a_cluster_for_each_host()
    {
        var text = DotDiagram.Draw(Swarm());

        Assert.StartsWith("graph NetAudit {\n", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("subgraph cluster_").Length - 1);
        Assert.Equal(text.Count(letter => letter == '{'), text.Count(letter => letter == '}'));
    }

    [Fact]
    public void A_hostile_name_ends_no_label_and_begins_no_command()
    {
        const string Name = "a\"]; click n0 \"javascript:x\"\n%%{init}%%<script>\u202Eb\\";
        var topology = new OverlayTopology
        {
            Hosts = ["h"],
            Nodes =
            [
                new()
                {
                    Id = "c",
                    Kind = TopologyNodeKind.Container,
                    Name = Name,
                    Host = "h",
                },
            ],
            Edges = [],
            Reach = "",
            ReachBasis = Basis.None,
        };

        var mermaid = MermaidDiagram.Draw(topology);
        Assert.Equal(
            "    n0[\"a#34;#93;#59; click n0 #34;javascript:x#34;#92;u000A#37;#37;#123;init#125;#37;#37;#60;script#62;#92;u202Eb#92;\"]",
            mermaid.Split('\n')[2]
        );
        Assert.Contains(
            "label=\"a\\\"]; click n0 \\\"javascript:x\\\"\\\\u000A%%{init}%%<script>\\\\u202Eb\\\\\"",
            DotDiagram.Draw(topology),
            StringComparison.Ordinal
        );
    }

    private static OverlayTopology Swarm() =>
        OverlayTopology.Create([
            .. new[] { "overlay-swarm/sw1", "overlay-swarm/sw2" }.Select(name => HostContext.Create(RecordedHosts.Read(name))),
        ]);
}
