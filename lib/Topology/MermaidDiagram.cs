using System.Globalization;
using System.Text;

namespace NetAudit.Topology;

/// <summary>A topology in Mermaid's language, which GitHub and many wikis draw.</summary>
public static class MermaidDiagram
{
    /// <summary>The diagram, without a fence around it.</summary>
    public static string Draw(OverlayTopology topology)
    {
        var plan = DiagramPlan.Create(topology);
        var text = new StringBuilder("flowchart LR\n");
        var group = 0;
        foreach (var (host, boxes) in plan.Groups)
        {
            if (host.Length > 0)
            {
                text.Append($"  subgraph h{group++}[\"{Escape(host)}\"]\n");
            }

            foreach (var box in boxes)
            {
                text.Append($"    {plan.Names[box.Id]}[\"{string.Join("<br/>", plan.Text(box).Select(Escape))}\"]\n");
            }

            text.Append(host.Length > 0 ? "  end\n" : "");
        }

        var cut = new List<int>();
        for (var at = 0; at < plan.Lines.Count; at++)
        {
            var (edge, from, to) = plan.Lines[at];
            var label = plan.Text(edge);
            text.Append($"  {plan.Names[from]} {Arrow(edge)}{(label.Length == 0 ? "" : $"|\"{Escape(label)}\"|")} {plan.Names[to]}\n");
            if (edge.State == TopologyEdgeState.Cut)
            {
                cut.Add(at);
            }
        }

        if (cut.Count > 0)
        {
            var numbers = string.Join(",", cut.Select(at => at.ToString(CultureInfo.InvariantCulture)));
            text.Append($"  linkStyle {numbers} stroke:#c00,stroke-width:3px\n");
        }

        return text.ToString();
    }

    private static string Arrow(TopologyEdge edge) =>
        edge.State is TopologyEdgeState.DeclaredOnly or TopologyEdgeState.Relayed ? "-.-"
        : edge.Kind == TopologyEdgeKind.Wire ? "==="
        : "---";

    /// <summary>Mermaid reads HTML and its own commands in labels: characters that could begin either become entities.</summary>
    private static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            var isPlain =
                char.IsLetterOrDigit(letter) || letter is ' ' or '.' or ',' or '/' or '-' or '_' or ':' or '·' or '…' or '(' or ')';
            safe.Append(isPlain ? letter.ToString() : string.Format(CultureInfo.InvariantCulture, "#{0};", (int)letter));
        }

        return safe.ToString();
    }
}
