namespace NetAudit.Snapshots;

/// <summary>What an engine's words of failure are about, as far as they are known: the engine gives errors as sentences only.</summary>
public enum EngineErrorKind
{
    /// <summary>None of the others.</summary>
    Other,

    /// <summary>The swarm has no leader: too few managers are online.</summary>
    NoLeader,

    /// <summary>No manager can be reached.</summary>
    ManagersUnreachable,

    /// <summary>The node's certificate has expired.</summary>
    CertificateExpired,

    /// <summary>The manager's keys are locked.</summary>
    Locked,

    /// <summary>A VXLAN link can't be made, because one with the same VNI exists.</summary>
    VxlanExists,

    /// <summary>The kernel can't make VXLAN links.</summary>
    VxlanUnsupported,

    /// <summary>The network has no address left, or the one that was asked for is taken.</summary>
    NoAddress,

    /// <summary>No pool is left that a subnet could be cut from.</summary>
    NoAddressPool,

    /// <summary>An encrypted network can't be joined: its keys or the kernel's IPsec are missing.</summary>
    EncryptionUnavailable,

    /// <summary>A port is taken.</summary>
    PortTaken,

    /// <summary>What was asked for isn't allowed: a container on a network that only services may join.</summary>
    NotAllowed,

    /// <summary>A network is gone.</summary>
    NetworkGone,

    /// <summary>The kernel lacks a kind of link, or another part.</summary>
    NotSupported,

    /// <summary>A rule of the packet filter could not be set.</summary>
    RuleRefused,

    /// <summary>Something else about networks, endpoints, links.</summary>
    Network,
}
