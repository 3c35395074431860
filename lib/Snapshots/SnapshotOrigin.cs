namespace NetAudit.Snapshots;

/// <summary>The origin of a snapshot's facts: one of the kinds below. Only a live host can be probed.</summary>
public abstract record SnapshotOrigin
{
    private protected SnapshotOrigin() { }

    /// <summary>For people, and as files keep it: "engine unix:///var/run/docker.sock". Nothing reads it back.</summary>
    public abstract string Text { get; }

    /// <summary>The path that names a recorded host in a command; null if none was given. No file keeps it.</summary>
    public string? Path { get; init; }

    /// <summary>The endpoint or context that a live host was named by; null if none was given, so that the default was used.</summary>
    public string? DockerHost { get; init; }
}

/// <summary>A live host: an engine and its machine's kernel, just read.</summary>
/// <param name="Endpoint">The engine's URI.</param>
public sealed record LiveOrigin(string Endpoint) : SnapshotOrigin
{
    /// <inheritdoc />
    public override string Text => $"engine {Endpoint}";
}

/// <summary>A live host that was read remotely: its bundle was made there and sent here.</summary>
/// <param name="Endpoint">The endpoint it was read through: "ssh://admin@host1".</param>
public sealed record CollectedOrigin(string Endpoint) : SnapshotOrigin
{
    /// <inheritdoc />
    public override string Text => $"collected at {Endpoint}";
}

/// <summary>A bundle that was collected on the host.</summary>
/// <param name="Bundle">The name of its file or folder.</param>
public sealed record RecordedOrigin(string Bundle) : SnapshotOrigin
{
    /// <inheritdoc />
    public override string Text => $"bundle {Bundle}";
}

/// <summary>A snapshot file.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Told">The origin that the file states. Untrusted text.</param>
public sealed record ImportedOrigin(string File, string Told) : SnapshotOrigin
{
    /// <inheritdoc />
    public override string Text => Told;
}
