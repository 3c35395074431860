using NetAudit.Model;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace NetAudit.Topology;

/// <summary>An edge between two nodes.</summary>
public sealed record TopologyEdge
{
    /// <summary>The id of the node it begins at.</summary>
    public required string From
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The id of the node it ends at.</summary>
    public required string To
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>Its kind.</summary>
    [JsonConverter(typeof(StringEnumConverter))]
    public required TopologyEdgeKind Kind { get; init; }

    /// <summary>Links that packets pass on this edge and that aren't nodes: the host's end of a veth pair.</summary>
    public IReadOnlyList<string> Via
    {
        get;
        init => field = [.. value.Select(text => PlainText.Escape(text))];
    } = [];

    /// <summary>The solution that it belongs to; null for none.</summary>
    public string? Solution { get; init; }

    /// <summary>What carries packets between two hosts, by the name that editions use: "VXLAN"; null if that isn't known.</summary>
    public string? Carrier
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>Between hosts: the engine's networks that use this path, if the solution distinguishes them.</summary>
    public IReadOnlyList<string> Networks
    {
        get;
        init => field = [.. value.Select(text => PlainText.Escape(text))];
    } = [];

    /// <summary>Between hosts: what encrypts it, by the name that editions use: "IPsec", "No"; null if that was not seen.</summary>
    public string? Encryption
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>Its state.</summary>
    [JsonConverter(typeof(StringEnumConverter))]
    public TopologyEdgeState State { get; init; } = TopologyEdgeState.Standing;

    /// <summary>The host that relays; null if none does.</summary>
    public string? RelayedBy
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>Its basis.</summary>
    [JsonConverter(typeof(StringEnumConverter))]
    public Basis Basis { get; init; } = Basis.Observed;

    /// <summary>Findings about it.</summary>
    public IReadOnlyList<TopologyFinding> Findings { get; init; } = [];

    /// <summary>The two nodes it joins, in one line.</summary>
    public override string ToString() => $"{Kind} {From} to {To}: {State}";
}

/// <summary>Kinds of edges.</summary>
public enum TopologyEdgeKind
{
    /// <summary>A vNIC or link is plugged into a bridge.</summary>
    Plug,

    /// <summary>Routed by the host.</summary>
    Route,

    /// <summary>A tunnel to the link that its packets leave through.</summary>
    Underlay,

    /// <summary>Between two hosts.</summary>
    Wire,

    /// <summary>An endpoint on a network, as the engine declares it.</summary>
    Member,

    /// <summary>A container that uses another one's network namespace.</summary>
    Shares,
}

/// <summary>States of an edge. The worst comes last.</summary>
public enum TopologyEdgeState
{
    /// <summary>Nothing that was seen is wrong with it.</summary>
    Standing,

    /// <summary>The engine or an agent declares it; it was not seen in the kernel.</summary>
    DeclaredOnly,

    /// <summary>It goes through a third host.</summary>
    Relayed,

    /// <summary>A finding means that no packets pass.</summary>
    Cut,
}
