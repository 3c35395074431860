namespace NetAudit.Snapshots;

/// <summary>
/// What an engine's error message is about. The engine reports errors as sentences only, so those that are known are recognised.
/// </summary>
public enum EngineErrorKind
{
    /// <summary>An error that isn't recognised.</summary>
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

    /// <summary>No address pool has room for another subnet.</summary>
    NoAddressPool,

    /// <summary>An encrypted network can't be joined: its keys or the kernel's IPsec are missing.</summary>
    EncryptionUnavailable,

    /// <summary>A port is taken.</summary>
    PortTaken,

    /// <summary>The host lacks the address that a port is to be published on.</summary>
    AddressNotHere,

    /// <summary>The request isn't allowed: for example a container on a network that only services may join.</summary>
    NotAllowed,

    /// <summary>A network is gone.</summary>
    NetworkGone,

    /// <summary>The kernel lacks a kind of link, or another part.</summary>
    NotSupported,

    /// <summary>A packet filter rule could not be set.</summary>
    RuleRefused,

    /// <summary>Something else about networks, endpoints, links.</summary>
    Network,
}
