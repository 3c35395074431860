namespace NetAudit.Snapshots;

/// <summary>A TCP or UDP socket.</summary>
public sealed record SocketEntry
{
    /// <summary>"tcp" or "udp".</summary>
    public required string Protocol { get; init; }

    /// <summary>The local address; "*" for any.</summary>
    public required string LocalAddress { get; init; }

    /// <summary>The local port.</summary>
    public required int LocalPort { get; init; }

    /// <summary>The remote address, or null for a listener.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>The remote port, or null for a listener.</summary>
    public int? RemotePort { get; init; }

    /// <summary>The state of its connection; null if that was not seen.</summary>
    public SocketState? State { get; init; }

    /// <summary>The process that has it; null: none (the kernel's own sockets, such as VXLAN's), or it may not be seen.</summary>
    public string? Process { get; init; }

    /// <summary>That process's id.</summary>
    public int? Pid { get; init; }
}

/// <summary>States of a socket.</summary>
public enum SocketState
{
    /// <summary>TCP: both ends agreed. UDP: it has a fixed other end.</summary>
    Established,

    /// <summary>TCP: a connection was requested, and no reply came yet.</summary>
    SynSent,

    /// <summary>TCP: being closed.</summary>
    Closing,

    /// <summary>TCP: waits for connections.</summary>
    Listening,

    /// <summary>UDP: without a fixed other end.</summary>
    Unconnected,
}
