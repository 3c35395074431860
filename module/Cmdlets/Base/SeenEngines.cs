using NetAudit.Snapshots;

namespace NetAudit.PowerShell;

/// <summary>The engines that were read, so that a host given by two names counts once.</summary>
internal sealed class SeenEngines
{
    private readonly Dictionary<string, string> _endpoints = [];

    /// <summary>The endpoint at which a host was read before; null if it is new, or its engine has no id.</summary>
    public string? FirstNameOf(HostSnapshot host, string endpoint)
    {
        // Cloned machines share the engine's id; their names and addresses distinguish them.
        if (host.Engine is not { Id: { } id } engine)
        {
            return null;
        }

        var key = string.Join("\n", id, host.Host, engine.Swarm?.NodeId, engine.Swarm?.NodeAddress);
        if (_endpoints.TryGetValue(key, out var first))
        {
            return first;
        }

        _endpoints[key] = endpoint;
        return null;
    }
}
