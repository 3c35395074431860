namespace NetAudit.Snapshots;

/// <summary>A network of the engine. List and inspect answers are joined; inspect wins.</summary>
public sealed record Network
{
    /// <summary>The id: 64 hex digits (local, global) or 25 base-36 ones (swarm).</summary>
    public required string Id { get; init; }

    /// <summary>The name. Untrusted text.</summary>
    public required string Name { get; init; }

    /// <summary>The driver; "" for a network that the swarm could not allocate, "null" for none and config-only ones.</summary>
    public string Driver { get; init; } = "";

    /// <summary>"local", "global" or "swarm".</summary>
    public string? Scope { get; init; }

    /// <summary>Whether it has no way out of the network.</summary>
    public bool Internal { get; init; }

    /// <summary>Whether containers that aren't tasks may join.</summary>
    public bool Attachable { get; init; }

    /// <summary>Whether it is the swarm's routing mesh.</summary>
    public bool Ingress { get; init; }

    /// <summary>Whether it only holds configuration for others.</summary>
    public bool ConfigOnly { get; init; }

    /// <summary>The config-only network it takes its configuration from.</summary>
    public string? ConfigFrom { get; init; }

    /// <summary>Whether IPv6 was asked for.</summary>
    public bool EnableIPv6 { get; init; }

    /// <summary>The IPAM driver: "default", "calico-ipam", "weavemesh".</summary>
    public string? IpamDriver { get; init; }

    /// <summary>Its address pools; null if the engine gives none (not allocated, host, none).</summary>
    public IReadOnlyList<IpamPool>? Pools { get; init; }

    /// <summary>Driver options. Values are withheld if their names look like secrets.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Endpoints from inspect; null if the network was not inspected (the list never has them).</summary>
    public IReadOnlyList<NetworkEndpoint>? Endpoints { get; init; }

    /// <summary>Swarm: hosts that take part, from a verbose inspect.</summary>
    public IReadOnlyList<NetworkPeer>? Peers { get; init; }

    /// <summary>Swarm: services and tasks on it, remote ones too, from a verbose inspect.</summary>
    public IReadOnlyList<NetworkTask>? Tasks { get; init; }
}

/// <summary>An address pool of a network.</summary>
public sealed record IpamPool
{
    /// <summary>The subnet in CIDR form.</summary>
    public string? Subnet { get; init; }

    /// <summary>The part of the subnet that addresses are allocated from (--ip-range).</summary>
    public string? Range { get; init; }

    /// <summary>The gateway.</summary>
    public string? Gateway { get; init; }

    /// <summary>How many addresses are in use, if the engine reports it (API 1.52 and later).</summary>
    public long? AddressesInUse { get; init; }

    /// <summary>How many addresses are left, if the engine reports it (API 1.52 and later).</summary>
    public long? AddressesAvailable { get; init; }
}

/// <summary>An endpoint as network inspect lists it.</summary>
public sealed record NetworkEndpoint
{
    /// <summary>Its key in the answer: a container id, "ep-ENDPOINT" (remote), "lb-NETWORK", "ingress-sbox".</summary>
    public required string Key { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>The endpoint's id.</summary>
    public string? EndpointId { get; init; }

    /// <summary>Its MAC address.</summary>
    public string? MacAddress { get; init; }

    /// <summary>Its IPv4 address with prefix length.</summary>
    public string? IPv4Address { get; init; }

    /// <summary>Its IPv6 address with prefix length.</summary>
    public string? IPv6Address { get; init; }
}

/// <summary>A host that takes part in a swarm's network.</summary>
public sealed record NetworkPeer
{
    /// <summary>Its name in the gossip.</summary>
    public string? Name { get; init; }

    /// <summary>Its address.</summary>
    public string? Address { get; init; }
}

/// <summary>A task or attached container on a swarm's network, on any host.</summary>
public sealed record NetworkTask
{
    /// <summary>The service, or "" for attached containers.</summary>
    public string Service { get; init; } = "";

    /// <summary>The service's virtual IP, or null.</summary>
    public string? VirtualIP { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its address on the network.</summary>
    public string? Address { get; init; }

    /// <summary>The address of the host it runs on.</summary>
    public string? HostAddress { get; init; }
}
