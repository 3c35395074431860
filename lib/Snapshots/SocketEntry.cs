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

    /// <summary>The process that has it; null: none (the kernel's own, as VXLAN's), or not allowed to see.</summary>
    public string? Process { get; init; }

    /// <summary>That process's id.</summary>
    public int? Pid { get; init; }
}
