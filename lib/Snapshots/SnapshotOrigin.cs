namespace NetAudit.Snapshots;

/// <summary>Where a snapshot's facts come from: one of the kinds below. Only a live one may be worked on, as probes do.</summary>
public abstract record SnapshotOrigin
{
    private protected SnapshotOrigin() { }

    /// <summary>For people, and as files keep it: "engine unix:///var/run/docker.sock". Nothing reads it back.</summary>
    public abstract string Text { get; }

    /// <summary>The path by which a recorded host can be named again in a command; null if nobody gave one. No file keeps it.</summary>
    public string? Path { get; init; }

    /// <summary>The endpoint or context by which a live host was named; null if none was, and the engine's default was read.</summary>
    public string? DockerHost { get; init; }
}

/// <summary>An engine that was just read, with its machine's kernel.</summary>
/// <param name="Endpoint">The engine's URI.</param>
public sealed record LiveOrigin(string Endpoint) : SnapshotOrigin
{
    /// <inheritdoc />
    public override string Text => $"engine {Endpoint}";
}

/// <summary>A host that was just read remotely: its bundle was made there, and sent here.</summary>
/// <param name="Endpoint">The endpoint that it was read by: "ssh://admin@host1".</param>
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

/// <summary>A snapshot file: of a host as it was once, whichever it was.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Told">What the file says of where its facts come from. Untrusted text.</param>
public sealed record ImportedOrigin(string File, string Told) : SnapshotOrigin
{
    /// <inheritdoc />
    public override string Text => Told;
}
