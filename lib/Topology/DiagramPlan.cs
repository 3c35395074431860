namespace NetAudit.Topology;

/// <summary>A topology as boxes and lines for documents: vNICs belong to their container's box, links of a namespace to its box.</summary>
internal sealed class DiagramPlan
{
    private const int MostLetters = 60;

    private readonly Dictionary<string, TopologyNode> _nodes;

    private DiagramPlan(OverlayTopology topology)
    {
        _nodes = topology.Nodes.ToDictionary(node => node.Id);
        var joined = topology
            .Edges.Select(edge => (edge, From: BoxOf(edge.From), To: BoxOf(edge.To)))
            .Where(one => one.From != one.To)
            .ToList();
        var used = new HashSet<string>(joined.SelectMany(one => new[] { one.From, one.To }));
        var boxes = topology.Nodes.Where(node => BoxOf(node.Id) == node.Id && (IsAlways(node) || used.Contains(node.Id))).ToList();
        Names = boxes.Select((node, at) => (node.Id, Name: $"n{at}")).ToDictionary(pair => pair.Id, pair => pair.Name);
        Groups = [.. boxes.GroupBy(node => node.Host).Select(host => (host.Key, (IReadOnlyList<TopologyNode>)[.. host]))];
        Lines = [.. joined.Where(one => Names.ContainsKey(one.From) && Names.ContainsKey(one.To))];
    }

    /// <summary>Names of boxes that a diagram's language accepts, by node id.</summary>
    public IReadOnlyDictionary<string, string> Names { get; }

    /// <summary>Boxes by host. Hosts that were not read are under "".</summary>
    public IReadOnlyList<(string Host, IReadOnlyList<TopologyNode> Boxes)> Groups { get; }

    public IReadOnlyList<(TopologyEdge Edge, string From, string To)> Lines { get; }

    public static DiagramPlan Create(OverlayTopology topology) => new(topology);

    /// <summary>A box's lines of text.</summary>
    public IReadOnlyList<string> Text(TopologyNode node)
    {
        var network = node.Network is { } id && _nodes.TryGetValue(id, out var found) ? found.Name : null;
        var lines = new[]
        {
            node.Kind == TopologyNodeKind.Host ? $"{node.Name}: routing" : node.Name,
            network is null || network == node.Name ? null : $"network {network}",
            node.Addresses.Count == 0 ? null : string.Join(", ", node.Addresses.Take(2)),
            node.Mtu is { } mtu ? $"MTU {mtu}" : null,
        };
        return [.. lines.OfType<string>().Select(Clean)];
    }

    /// <summary>A line's text; "" for none.</summary>
    public string Text(TopologyEdge edge)
    {
        var vnic = _nodes[edge.From] is { Kind: TopologyNodeKind.Vnic } node
            ? string.Join(" ", node.Addresses.Take(1).Prepend(node.Name))
            : null;
        var relay = edge.RelayedBy is { } host ? $"relayed by {host}" : null;
        var parts = new[]
        {
            vnic,
            edge.Carrier,
            edge.Networks.Count == 0 ? null : string.Join(", ", edge.Networks),
            edge.Encryption is null or Model.ValueNames.No ? null : edge.Encryption,
            edge.State == TopologyEdgeState.Cut ? "CUT" : relay,
        };
        return Clean(string.Join(" · ", parts.OfType<string>()));
    }

    private string BoxOf(string id)
    {
        var node = _nodes[id];
        var parent = node.Parent is { } up && _nodes.TryGetValue(up, out var found) ? found : null;
        return node.Kind == TopologyNodeKind.Vnic || parent?.Kind == TopologyNodeKind.Namespace ? parent!.Id : id;
    }

    private static bool IsAlways(TopologyNode node) => node.Kind is TopologyNodeKind.Container or TopologyNodeKind.RemoteHost;

    /// <summary>Names are untrusted text: put on one line, and cut to a length.</summary>
    private static string Clean(string text)
    {
        var clean = string.Concat(
            text.Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) || IsDirection(letter) ? '?' : letter)
        );
        return clean.Length <= MostLetters ? clean : clean[..MostLetters] + "…";
    }

    private static bool IsDirection(char letter) =>
        letter is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\u200E' or '\u200F';
}
