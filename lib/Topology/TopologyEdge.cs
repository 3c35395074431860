using NetAudit.Model;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace NetAudit.Topology;

/// <summary>What joins two nodes.</summary>
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

    /// <summary>What it is.</summary>
    [JsonConverter(typeof(StringEnumConverter))]
    public required TopologyEdgeKind Kind { get; init; }

    /// <summary>Links passed on the way that are no nodes of their own: the host's end of a veth pair.</summary>
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

    /// <summary>Whether it stands.</summary>
    [JsonConverter(typeof(StringEnumConverter))]
    public TopologyEdgeState State { get; init; } = TopologyEdgeState.Standing;

    /// <summary>The host that relays, where one does.</summary>
    public string? RelayedBy
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>What it rests on.</summary>
    [JsonConverter(typeof(StringEnumConverter))]
    public Basis Basis { get; init; } = Basis.Observed;

    /// <summary>Findings about it.</summary>
    public IReadOnlyList<TopologyFinding> Findings { get; init; } = [];

    /// <summary>In a line: what it joins.</summary>
    public override string ToString() => $"{Kind} {From} to {To}: {State}";
}

/// <summary>Kinds of edges.</summary>
public enum TopologyEdgeKind
{
    /// <summary>Plugged into: a vNIC or link into a bridge.</summary>
    Plug,

    /// <summary>Routed by the host.</summary>
    Route,

    /// <summary>A tunnel to the link that its packets leave by.</summary>
    Underlay,

    /// <summary>Between two hosts.</summary>
    Wire,

    /// <summary>An endpoint on a network, as the engine declares it.</summary>
    Member,

    /// <summary>A container that uses another one's network namespace.</summary>
    Shares,
}

/// <summary>Whether an edge stands. The worst comes last.</summary>
public enum TopologyEdgeState
{
    /// <summary>It stands, as far as was seen.</summary>
    Standing,

    /// <summary>The engine or an agent declares it; it was not seen in the kernel.</summary>
    DeclaredOnly,

    /// <summary>It goes through a third host.</summary>
    Relayed,

    /// <summary>A finding says that nothing gets across.</summary>
    Cut,
}
