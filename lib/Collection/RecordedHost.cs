using NetAudit.Snapshots;

namespace NetAudit.Collection;

/// <summary>A recorded host: a snapshot file, a bundle folder or a bundle's .tar.gz.</summary>
public static class RecordedHost
{
    /// <summary>Reads it, whichever it is.</summary>
    /// <param name="path">A file or folder.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="NetAuditException">There is none, it is damaged, unsafe, or too new.</exception>
    public static HostSnapshot Read(string path, CancellationToken cancellationToken) => throw new NotImplementedException();
}
