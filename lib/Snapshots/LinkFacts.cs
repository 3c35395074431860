namespace NetAudit.Snapshots;

/// <summary>A link's counters since it was created.</summary>
public sealed record LinkCounters
{
    /// <summary>Packets received.</summary>
    public long ReceivedPackets { get; init; }

    /// <summary>Packets sent.</summary>
    public long SentPackets { get; init; }

    /// <summary>Bytes received.</summary>
    public long ReceivedBytes { get; init; }

    /// <summary>Bytes sent.</summary>
    public long SentBytes { get; init; }

    /// <summary>Damaged packets received.</summary>
    public long ReceiveErrors { get; init; }

    /// <summary>Packets that could not be sent.</summary>
    public long SendErrors { get; init; }

    /// <summary>Packets received and dropped: no room, or no socket for them.</summary>
    public long ReceiveDropped { get; init; }

    /// <summary>Packets dropped instead of being sent.</summary>
    public long SendDropped { get; init; }
}

/// <summary>A link's driver, and the work that it takes over from the kernel.</summary>
public sealed record LinkDriver
{
    /// <summary>The driver: "virtio_net", "vmxnet3".</summary>
    public required string Name { get; init; }

    /// <summary>Whether features are on, by ethtool's names: "tx-checksum-ip-generic"; null if they were not seen.</summary>
    public IReadOnlyDictionary<string, bool>? Offloads { get; init; }
}
