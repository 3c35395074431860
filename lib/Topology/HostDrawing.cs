using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Topology;

/// <summary>The drawing of one host, with look-ups that its parts share.</summary>
internal sealed class HostDrawing
{
    private readonly Dictionary<string, TopologyNode> _nodes = [];
    private readonly HashSet<string> _owned;

    public HostDrawing(HostContext context)
    {
        Context = context;
        _owned = [.. context.Footprints.SelectMany(footprint => footprint.OwnLinks)];
        Bridges = Snapshot
            .Networks.OrNone()
            .Select(network => (Link: HostQueries.BridgeLinkOf(network), network))
            .Where(pair => pair.Link is not null)
            .GroupBy(pair => pair.Link!)
            .ToDictionary(group => group.Key, group => group.First().network);
    }

    public HostContext Context { get; }

    public HostSnapshot Snapshot => Context.Snapshot;

    public string Host => Snapshot.Host;

    public IEnumerable<TopologyNode> Nodes => _nodes.Values;

    public List<TopologyEdge> Edges { get; } = [];

    /// <summary>The engine's networks, by their bridge link.</summary>
    public IReadOnlyDictionary<string, Network> Bridges { get; }

    public void Add(TopologyNode node)
    {
        if (!_nodes.ContainsKey(node.Id))
        {
            _nodes.Add(node.Id, node);
        }
    }

    public bool Has(string id) => _nodes.ContainsKey(id);

    public TopologyNode? Find(string id) => _nodes.TryGetValue(id, out var node) ? node : null;

    public bool IsOwned(Link link) => _owned.Contains(link.Name);

    /// <summary>The solution whose own link it is.</summary>
    public string? OwnerOf(Link link) => Context.Footprints.FirstOrDefault(footprint => footprint.OwnLinks.Contains(link.Name))?.Solution;

    /// <summary>The solution that a network belongs to.</summary>
    public string? OwnerOf(Network network) =>
        Context.Footprints.FirstOrDefault(footprint => footprint.Networks.Any(one => one.Id == network.Id))?.Solution;

    /// <summary>
    /// The domain of a network's nodes. An overlay network is one domain on all hosts. A solution that routes joins all its bridges in one.
    /// Any other network ends at its host.
    /// </summary>
    public string DomainOf(Network network) =>
        OwnerOf(network) is not { } owner ? $"{Host}/{network.Id}"
        : owner == SolutionIds.DockerOverlay ? $"{owner}/{network.Id}"
        : owner;
}
