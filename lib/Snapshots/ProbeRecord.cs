namespace NetAudit.Snapshots;

/// <summary>What a packet, or a few, showed: sent from inside a container's network namespace; or what an engine made of a network that it was asked for. Part of the snapshot, so that a probed audit can be repeated.</summary>
public sealed record ProbeRecord
{
    /// <summary>The check: "NameService", "ProtocolSupport", "ApplicationIsolation", "EncryptionChannel", "NetworkModel", "PartialConnectivity", "PathMtu", "SeparateVnic", "IPOverlap", "SubnetRestriction".</summary>
    public required string Check { get; init; }

    /// <summary>The solution it was made for.</summary>
    public required string Solution { get; init; }

    /// <summary>Where it was sent from: "container c1 (eth0 10.0.1.2 on ov1)"; of a network the engine: "engine unix:///var/run/docker.sock".</summary>
    public required string From { get; init; }

    /// <summary>Where it was sent to: "10.0.1.3 (c2 on ov1, host 10.99.0.2)", "127.0.0.11"; of a network its subnet: "the same subnet again (198.18.0.0/28)".</summary>
    public required string To { get; init; }

    /// <summary>The network or networks the pair is on: "ov1", "ov1 to ov2".</summary>
    public string? Network { get; init; }

    /// <summary>What was sent, in words: "IP protocol 132, 28 bytes, TTL 64, marker 4f1c…"; of a network the command that does the same.</summary>
    public required string Sent { get; init; }

    /// <summary>What came back, in words: "ICMP protocol unreachable from 10.0.1.3"; "nothing within 1.0 s".</summary>
    public required string Answer { get; init; }

    /// <summary>What that makes of it.</summary>
    public required ProbeOutcome Outcome { get; init; }

    /// <summary>
    /// The check's normalised finding: a protocol ("TCP", "SCTP", "253", "multicast"), an encapsulation ("VXLAN", "UDP", "Layer3"), a scheme ("No", "IPsec"), "local" or
    /// "remote" for an isolation pair; of a name "Resolved", "Other" (another address), "Unknown", "Absent" or "MadeUp" (one that must not exist); a size in bytes of "PathMtu", the largest that crosses whole;
    /// of "PartialConnectivity" "bridged" (no router on the way), "routed", "relayed" (another host passed it on) or "host" (the other host itself was asked); of "SeparateVnic" the vNIC that it left by; of a network its part: "Free", "Same" or "Host"; "" where it has none.
    /// </summary>
    public string Value { get; init; } = "";

    /// <summary>How long it took, in milliseconds.</summary>
    public required double Milliseconds { get; init; }
}

/// <summary>What a probe's answer means.</summary>
public enum ProbeOutcome
{
    /// <summary>An answer came: it crossed.</summary>
    Reached,

    /// <summary>Nothing came within the time limit.</summary>
    Silent,

    /// <summary>A router or the own kernel refused it: no route, administratively prohibited; or the engine refused a network.</summary>
    Refused,

    /// <summary>Seen on the wire (a capture's finding).</summary>
    Seen,

    /// <summary>Looked for on the wire and not seen.</summary>
    NotSeen,

    /// <summary>The probe itself could not be made; the answer says why.</summary>
    Failed,

    /// <summary>The engine made the network, with the driver and subnet that were asked for.</summary>
    Accepted,

    /// <summary>The engine took the network, and left it without driver and subnet: nothing can join it.</summary>
    Unallocated,
}
