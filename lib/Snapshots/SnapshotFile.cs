namespace NetAudit.Snapshots;

/// <summary>Snapshots as JSON files.</summary>
public static class SnapshotFile
{
    /// <summary>Reads a snapshot from JSON text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="NetAuditException">It is damaged, or written by a newer NetAudit.</exception>
    public static HostSnapshot Read(string json, string name) => throw new NotImplementedException();

    /// <summary>The snapshot as JSON text.</summary>
    public static string Write(HostSnapshot snapshot) => throw new NotImplementedException();
}
