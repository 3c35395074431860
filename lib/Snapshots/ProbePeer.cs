namespace NetAudit.Snapshots;

/// <summary>An end of a probe.</summary>
public sealed record ProbePeer
{
    /// <summary>What it is.</summary>
    public required ProbePeerKind Kind { get; init; }

    /// <summary>Its address; for an engine the endpoint it listens on. Null for this host.</summary>
    public string? Address { get; init; }

    /// <summary>The container's or task's name; null if none is known.</summary>
    public string? Container { get; init; }

    /// <summary>The container's full id; null for those of other hosts.</summary>
    public string? ContainerId { get; init; }

    /// <summary>The link that has the address: the vNIC inside, or the other host's end of the tunnel. Null if it isn't known.</summary>
    public string? Link { get; init; }

    /// <summary>The network it is on; null if it is on none.</summary>
    public NetworkRef? Network { get; init; }

    /// <summary>The address of the host it is on; null for this host, or if it isn't known.</summary>
    public string? Host { get; init; }

    /// <summary>Whether it is on another host.</summary>
    public bool IsRemote { get; init; }
}

/// <summary>What an end of a probe is.</summary>
public enum ProbePeerKind
{
    /// <summary>A container, a task, or whatever else has an endpoint's address.</summary>
    Container,

    /// <summary>Another host's end of the tunnel.</summary>
    HostEnd,

    /// <summary>A subnet that a route leads to.</summary>
    Subnet,

    /// <summary>This host itself.</summary>
    ThisHost,

    /// <summary>Another host itself.</summary>
    OtherHost,

    /// <summary>A container's default gateway.</summary>
    Gateway,

    /// <summary>A name server.</summary>
    NameServer,

    /// <summary>The engine that was asked for networks.</summary>
    Engine,
}

/// <summary>A network that an end of a probe is on, and its subnet there.</summary>
public sealed record NetworkRef
{
    /// <summary>The engine's id for it; null if the engine doesn't know the network, or its id can't be seen from here.</summary>
    public string? Id { get; init; }

    /// <summary>The engine's name for it; null if the engine doesn't know it.</summary>
    public string? Name { get; init; }

    /// <summary>The subnet in CIDR form; null if it isn't known.</summary>
    public string? Subnet { get; init; }

    /// <summary>Whether both are the same network; names are compared only if an id is missing.</summary>
    public bool IsSameNetwork(NetworkRef other) => Id is not null && other.Id is not null ? Id == other.Id : Name == other.Name;

    /// <summary>Whether both are the same network and subnet, so that no router is between them.</summary>
    public bool IsSamePlace(NetworkRef other) => IsSameNetwork(other) && Subnet == other.Subnet;

    /// <summary>Whether both are networks of the engine, and different ones.</summary>
    public bool IsOtherNetwork(NetworkRef other) => Name is not null && other.Name is not null && !IsSameNetwork(other);
}
