namespace NetAudit.Snapshots;

/// <summary>A configuration file, read into settings so that no secret in it is kept.</summary>
public sealed record HostFile
{
    /// <summary>Its path on the host: "/run/flannel/subnet.env".</summary>
    public required string Path { get; init; }

    /// <summary>
    /// Its settings by name; JSON files as dotted paths ("plugins[0].type"). Values are withheld if their names look like secrets.
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
