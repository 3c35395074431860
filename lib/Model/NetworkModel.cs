namespace NetAudit.Model;

/// <summary>What carries packets between hosts. <see cref="ValueNames"/> has the names that editions and rows use.</summary>
public enum NetworkModel
{
    /// <summary>Routed by BGP or static routes, without encapsulation: "Layer3".</summary>
    Layer3,

    /// <summary>Frames in UDP with a VXLAN header: "VXLAN".</summary>
    Vxlan,

    /// <summary>Packets in UDP by a program in user space (Flannel's udp, Weave's sleeve): "UDP".</summary>
    Udp,

    /// <summary>Routed to the other host as gateway, which is in the same subnet: "HostGateway".</summary>
    HostGateway,

    /// <summary>An IP packet in an IP packet: "IPIP".</summary>
    IPIP,

    /// <summary>WireGuard's tunnel, which encrypts too: "WireGuard".</summary>
    WireGuard,
}

/// <summary>What encrypts a network or connection. <see cref="ValueNames"/> has the names that editions and rows use.</summary>
public enum EncryptionScheme
{
    /// <summary>Nothing does: "No".</summary>
    None,

    /// <summary>TLS, of an agent with its store: "TLS".</summary>
    Tls,

    /// <summary>NaCl, of Weave's sleeve: "NaCl".</summary>
    NaCl,

    /// <summary>ESP in the kernel: "IPsec".</summary>
    IPsec,

    /// <summary>WireGuard: "WireGuard".</summary>
    WireGuard,
}

/// <summary>What keeps containers apart. <see cref="ValueNames"/> has the names that editions and rows use.</summary>
public enum IsolationSchema
{
    /// <summary>Nothing does: "None".</summary>
    None,

    /// <summary>Rules of a profile (Calico): "Profile".</summary>
    Profile,

    /// <summary>The subnet a container's address is in: "CIDR".</summary>
    Cidr,

    /// <summary>Membership of a network: "Network".</summary>
    Network,

    /// <summary>Rules of a policy: "NetworkPolicy".</summary>
    NetworkPolicy,
}
