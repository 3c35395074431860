namespace NetAudit.Snapshots;

/// <summary>What a link has counted since it was made.</summary>
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

    /// <summary>Packets that were to be sent and were dropped.</summary>
    public long SendDropped { get; init; }
}

/// <summary>What drives a link, and what it does in the kernel's place.</summary>
public sealed record LinkDriver
{
    /// <summary>The driver: "virtio_net", "vmxnet3".</summary>
    public required string Name { get; init; }

    /// <summary>Whether features are on, by ethtool's names: "tx-checksum-ip-generic"; null if they were not seen.</summary>
    public IReadOnlyDictionary<string, bool>? Offloads { get; init; }
}
