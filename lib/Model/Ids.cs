namespace NetAudit.Model;

/// <summary>Ids of the solutions that can be detected, as editions spell them.</summary>
public static class SolutionIds
{
    /// <summary>Calico.</summary>
    public const string Calico = "Calico";

    /// <summary>Docker's overlay, in a swarm or over a key-value store.</summary>
    public const string DockerOverlay = "DockerOverlay";

    /// <summary>Flannel.</summary>
    public const string Flannel = "Flannel";

    /// <summary>Weave Net.</summary>
    public const string Weave = "Weave";
}

/// <summary>Ids of the aspects that can be observed, as editions spell them; probes go by the same.</summary>
public static class AspectIds
{
    /// <summary>What keeps containers apart.</summary>
    public const string ApplicationIsolation = "ApplicationIsolation";

    /// <summary>Whether an external store, such as etcd, is required.</summary>
    public const string DistributedStorage = "DistributedStorage";

    /// <summary>What encrypts its networks and connections.</summary>
    public const string EncryptionChannel = "EncryptionChannel";

    /// <summary>Whether addresses or subnets may be given twice.</summary>
    public const string IPOverlap = "IPOverlap";

    /// <summary>Whether it has a name service.</summary>
    public const string NameService = "NameService";

    /// <summary>What carries packets between hosts.</summary>
    public const string NetworkModel = "NetworkModel";

    /// <summary>Whether the network works if some hosts can't reach each other directly.</summary>
    public const string PartialConnectivity = "PartialConnectivity";

    /// <summary>Which protocols pass.</summary>
    public const string ProtocolSupport = "ProtocolSupport";

    /// <summary>Whether containers get a vNIC of their own for it.</summary>
    public const string SeparateVnic = "SeparateVnic";

    /// <summary>Whether a container subnet may overlap the host's.</summary>
    public const string SubnetRestriction = "SubnetRestriction";
}
