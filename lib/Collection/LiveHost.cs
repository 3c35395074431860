using NetAudit.Snapshots;

namespace NetAudit.Collection;

/// <summary>A live host, reached through its engine; where the engine is this machine's, its kernel is read too.</summary>
public static class LiveHost
{
    /// <summary>Collects a snapshot.</summary>
    /// <param name="endpoint">The engine's URI, or null for DOCKER_HOST, else the platform's default.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="log">Told of each step.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="NetAuditException">The engine can't be reached, refuses, or does not answer in time.</exception>
    public static Task<HostSnapshot> CollectAsync(string? endpoint, CollectionOptions options, ICollectionLog log, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
