using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>
/// What a node of a swarm was started or joined with, which the engine keeps in a file and tells nobody: the address that others are to
/// send
/// overlays' packets to (--data-path-addr). No token and no key is in it.
/// </summary>
internal static class SwarmStartFile
{
    /// <summary>The file, where the engine's data are in their usual place.</summary>
    public const string Path = "/var/lib/docker/swarm/docker-state.json";

    /// <summary>The facts with what the file adds, where the node is in a swarm.</summary>
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
