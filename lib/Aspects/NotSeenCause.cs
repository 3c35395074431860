namespace NetAudit.Aspects;

/// <summary>Why nothing was seen of an aspect. Each value names the facts that are missing.</summary>
internal enum NotSeenCause
{
    /// <summary>Encryption: neither the agent's settings nor its connections were seen.</summary>
    AgentConnections,

    /// <summary>Encryption: the solution has no network or connection.</summary>
    NoChannel,

    /// <summary>Storage: neither the agent's settings nor a connection to a store were seen.</summary>
    AgentStores,

    /// <summary>Overlap: the solution has no subnet and no container.</summary>
    NoSubnetOrContainer,

    /// <summary>Isolation: neither rules nor routes that separate containers were seen.</summary>
    SeparatingRules,

    /// <summary>Names: no running container is on the solution.</summary>
    NoContainerToAsk,

    /// <summary>Names: no container's resolv.conf was seen.</summary>
    ResolverFiles,

    /// <summary>Names: the engine's networks, which show why containers ask its server, were not seen.</summary>
    NetworksOfContainers,

    /// <summary>Names: the containers ask the engine's server only because of other networks.</summary>
    AskedForOtherNetworks,

    /// <summary>Model: no route or tunnel to another host was seen.</summary>
    PathToOtherHost,

    /// <summary>Connectivity: nothing that lists other hosts was seen.</summary>
    OtherHosts,

    /// <summary>Connectivity: the solution has no other peer.</summary>
    NoPeer,

    /// <summary>Connectivity: the path to its peers was not seen.</summary>
    PathToPeers,

    /// <summary>Protocols: the firewall's rules were not seen.</summary>
    FirewallRules,

    /// <summary>vNICs: no running container is on the solution.</summary>
    NoContainer,

    /// <summary>vNICs: the links inside containers were not seen.</summary>
    LinksInside,

    /// <summary>vNICs: all its containers are on internal networks.</summary>
    InternalNetworksOnly,

    /// <summary>Subnets: the host's own addresses were not seen.</summary>
    HostAddresses,

    /// <summary>Subnets: the solution has no subnet.</summary>
    NoSubnet,

    /// <summary>Subnets: the host has no address of its own.</summary>
    NoHostAddress,

    /// <summary>Subnets: the engine's networks were not seen.</summary>
    EngineNetworks,
}
