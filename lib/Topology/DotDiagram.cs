using System.Text;

namespace NetAudit.Topology;

/// <summary>A topology in Graphviz's language.</summary>
public static class DotDiagram
{
    /// <summary>The graph.</summary>
    public static string Draw(OverlayTopology topology)
    {
        var plan = DiagramPlan.Create(topology);
        var text = new StringBuilder("graph NetAudit {\n  rankdir=LR; compound=true; node [shape=box, fontname=\"sans-serif\"];\n");
        var group = 0;
        foreach (var (host, boxes) in plan.Groups)
        {
            if (host.Length > 0)
            {
                text.Append($"  subgraph cluster_{group++} {{\n    label={Quoted([host])};\n");
            }

            foreach (var box in boxes)
            {
                var shape = box.Kind == TopologyNodeKind.Container ? "" : ", style=rounded";
                text.Append($"    {plan.Names[box.Id]} [label={Quoted(plan.Text(box))}{shape}];\n");
            }

            text.Append(host.Length > 0 ? "  }\n" : "");
        }

        foreach (var (edge, from, to) in plan.Lines)
        {
            text.Append($"  {plan.Names[from]} -- {plan.Names[to]} [label={Quoted([plan.Text(edge)])}{Style(edge)}];\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string Style(TopologyEdge edge) =>
        edge.State switch
        {
            TopologyEdgeState.Cut => ", color=\"#c00000\", penwidth=3",
            TopologyEdgeState.DeclaredOnly => ", style=dashed",
            TopologyEdgeState.Relayed => ", style=dotted",
            _ => edge.Kind == TopologyEdgeKind.Wire ? ", penwidth=2" : "",
        };

    private static string Quoted(IEnumerable<string> lines) =>
        "\"" + string.Join("\\n", lines.Select(line => line.Replace("\\", "\\\\").Replace("\"", "\\\""))) + "\"";
}
