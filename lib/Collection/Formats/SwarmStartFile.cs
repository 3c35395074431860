using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>
/// Reads the file in which the engine keeps the parameters of a swarm node's start or join, and which the API doesn't show. It has the
/// address to which other nodes send overlay packets (--data-path-addr), and holds no token or key.
/// </summary>
internal static class SwarmStartFile
{
    /// <summary>The file's path in the engine's usual data folder.</summary>
    public const string Path = "/var/lib/docker/swarm/docker-state.json";

    /// <summary>Adds the file's facts to the engine's, if the node is in a swarm.</summary>
    public static EngineFacts? Add(EngineFacts? facts, IReadOnlyList<HostFile> files)
    {
        var settings = files.FirstOrDefault(file => file.Path == Path)?.Settings;
        var isSet = settings is not null && settings.TryGetValue("DataPathAddr", out var address) && address.Length > 0;
        return isSet && facts?.Swarm is { } swarm
            ? facts with
            {
                Swarm = swarm with { DataPathAddress = settings!["DataPathAddr"] },
            }
            : facts;
    }
}
