namespace NetAudit.Aspects;

/// <summary>Why nothing was seen of an aspect; each says what would have to be there.</summary>
internal enum NotSeenCause
{
    /// <summary>Encryption: neither the agent's settings nor its connections.</summary>
    AgentConnections,

    /// <summary>Encryption: it has no network or connection.</summary>
    NoChannel,

    /// <summary>Storage: neither the agent's settings nor a connection to a store.</summary>
    AgentStores,

    /// <summary>Overlap: no subnet and no container.</summary>
    NoSubnetOrContainer,

    /// <summary>Isolation: neither rules nor routes that separate containers.</summary>
    SeparatingRules,

    /// <summary>Names: no running container is on it.</summary>
    NoContainerToAsk,

    /// <summary>Names: no container's resolv.conf.</summary>
    ResolverFiles,

    /// <summary>Names: the engine's networks, for the sake of which containers ask its server.</summary>
    NetworksOfContainers,

    /// <summary>Names: the containers ask for another network's sake.</summary>
    AskedForOtherNetworks,

    /// <summary>Model: no route or tunnel to another host.</summary>
    PathToOtherHost,

    /// <summary>Connectivity: no other host.</summary>
    OtherHosts,

    /// <summary>Connectivity: it has no other peer.</summary>
    NoPeer,

    /// <summary>Connectivity: the path to its peers.</summary>
    PathToPeers,

    /// <summary>Protocols: the firewall's rules.</summary>
    FirewallRules,

    /// <summary>vNICs: no running container is on it.</summary>
    NoContainer,

    /// <summary>vNICs: links inside containers.</summary>
    LinksInside,

    /// <summary>vNICs: all its containers are on internal networks.</summary>
    InternalNetworksOnly,

    /// <summary>Subnets: the host's own addresses.</summary>
    HostAddresses,

    /// <summary>Subnets: no subnet of it.</summary>
    NoSubnet,

    /// <summary>Subnets: the host has no address of its own.</summary>
    NoHostAddress,

    /// <summary>Subnets: the engine's networks.</summary>
    EngineNetworks,
}
