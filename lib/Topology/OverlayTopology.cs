using NetAudit.Model;
using NetAudit.Solutions;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace NetAudit.Topology;

/// <summary>How the containers of one or several hosts are connected: as the kernel has it, and as it is only declared.</summary>
public sealed record OverlayTopology
{
    /// <summary>Names of the hosts that were read.</summary>
    public required IReadOnlyList<string> Hosts
    {
        get;
        init => field = [.. value.Select(host => PlainText.Escape(host))];
    }

    /// <summary>Hosts, networks, namespaces, links and containers; a part comes after its parent.</summary>
    public required IReadOnlyList<TopologyNode> Nodes { get; init; }

    /// <summary>The edges that connect them.</summary>
    public required IReadOnlyList<TopologyEdge> Edges { get; init; }

    /// <summary>Whether containers on different hosts reach each other, in a sentence.</summary>
    public required string Reach
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The basis of that sentence.</summary>
    [JsonConverter(typeof(StringEnumConverter))]
    public required Basis ReachBasis { get; init; }

    /// <summary>Draws one or several hosts.</summary>
    /// <param name="hosts">The hosts. A host that is given twice is drawn once.</param>
    public static OverlayTopology Create(IReadOnlyList<HostContext> hosts) => TopologyBuilder.Create(hosts);

    /// <summary>The hosts and the number of their parts, in one line.</summary>
    public override string ToString() => $"{string.Join(", ", Hosts)}: {Nodes.Count} nodes, {Edges.Count} edges";
}
