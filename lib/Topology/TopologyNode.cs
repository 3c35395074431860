using NetAudit.Model;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace NetAudit.Topology;

/// <summary>A node that packets pass, or begin or end at.</summary>
public sealed record TopologyNode
{
    /// <summary>The id, unique in the topology: "sw1/link/eth0".</summary>
    public required string Id
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>Its kind.</summary>
    [JsonConverter(typeof(StringEnumConverter))]
    public required TopologyNodeKind Kind { get; init; }

    /// <summary>Its name. Untrusted text.</summary>
    public required string Name
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The host that has it; "" for a host that was not read.</summary>
    public required string Host
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The id of the node that it is part of; null for a host.</summary>
    public string? Parent
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The id of the engine's network that it implements; null for none.</summary>
    public string? Network
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>The solution that owns it; null for none.</summary>
    public string? Solution { get; init; }

    /// <summary>The domain: nodes with the same one can reach each other without leaving it. Null if the node serves all.</summary>
    public string? Domain
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>Its addresses, with prefix length.</summary>
    public IReadOnlyList<string> Addresses
    {
        get;
        init => field = [.. value.Select(text => PlainText.Escape(text))];
    } = [];

    /// <summary>MTU in bytes; null if it has none.</summary>
    public int? Mtu { get; init; }

    /// <summary>The group that it can be folded into: a swarm's service, a Compose project; null for none.</summary>
    public string? Group
    {
        get;
        init => field = PlainText.Escape(value);
    }

    /// <summary>Other facts about it.</summary>
    public IReadOnlyList<TopologyFact> Facts { get; init; } = [];

    /// <summary>Its basis.</summary>
    [JsonConverter(typeof(StringEnumConverter))]
    public Basis Basis { get; init; } = Basis.Observed;

    /// <summary>Findings about it.</summary>
    public IReadOnlyList<TopologyFinding> Findings { get; init; } = [];

    /// <summary>Its kind, name and host, in one line.</summary>
    public override string ToString() => Host.Length == 0 ? $"{Kind} {Name}" : $"{Kind} {Name} on {Host}";
}

/// <summary>Kinds of nodes.</summary>
public enum TopologyNodeKind
{
    /// <summary>A host that was read.</summary>
    Host,

    /// <summary>A host that others name but that was not read.</summary>
    RemoteHost,

    /// <summary>A network of the engine's.</summary>
    Network,

    /// <summary>A network namespace of the engine's: an overlay network's, or a load balancer's.</summary>
    Namespace,

    /// <summary>A bridge or switch.</summary>
    Bridge,

    /// <summary>A link that encapsulates packets: VXLAN, IP in IP, WireGuard, a user-space agent's.</summary>
    Tunnel,

    /// <summary>Another link of the host.</summary>
    Link,

    /// <summary>A running container.</summary>
    Container,

    /// <summary>A link inside a container or load balancer.</summary>
    Vnic,
}

/// <summary>A fact about a node or edge.</summary>
/// <param name="Name">The fact's name: "VNI".</param>
/// <param name="Value">The value. Untrusted text.</param>
public sealed record TopologyFact(string Name, string Value)
{
    /// <summary>Its kind.</summary>
    public string Value { get; init; } = PlainText.Escape(Value);
}

/// <summary>A finding about a node or edge.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Message">What is broken.</param>
public sealed record TopologyFinding(string Rule, Severity Severity, string Message)
{
    /// <summary>What is broken, and for whom.</summary>
    public string Message { get; init; } = PlainText.Escape(Message);
}
