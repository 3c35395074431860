using NetAudit.Model;
using NetAudit.Solutions;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace NetAudit.Topology;

/// <summary>How the containers of one or several hosts are joined: what stands in the kernel, and what is only declared.</summary>
public sealed record OverlayTopology
{
    /// <summary>Names of the hosts that were read.</summary>
    public required IReadOnlyList<string> Hosts
    {
        get;
        init => field = [.. value.Select(host => PlainText.Escape(host))];
    }

    /// <summary>Hosts, networks, namespaces, links and containers; a part comes after what it is part of.</summary>
    public required IReadOnlyList<TopologyNode> Nodes { get; init; }

    /// <summary>What joins them.</summary>
    public required IReadOnlyList<TopologyEdge> Edges { get; init; }

    /// <summary>Whether containers on different hosts reach each other, in a sentence.</summary>
    public required string Reach
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>What that sentence rests on.</summary>
    [JsonConverter(typeof(StringEnumConverter))]
    public required Basis ReachBasis { get; init; }

    /// <summary>Draws one or several hosts.</summary>
    /// <param name="hosts">The hosts. One that is given twice is drawn once.</param>
    public static OverlayTopology Create(IReadOnlyList<HostContext> hosts) => TopologyBuilder.Create(hosts);

    /// <summary>In a line: the hosts and what of them is drawn.</summary>
    public override string ToString() => $"{string.Join(", ", Hosts)}: {Nodes.Count} nodes, {Edges.Count} edges";
}
