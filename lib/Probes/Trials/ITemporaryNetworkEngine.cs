using NetAudit.Collection;
using NetAudit.Collection.Engine;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Probes.Trials;

/// <summary>
/// The engine calls for networks that are made and removed again. No other calls of NetAudit change anything on an engine, and only a trial
/// uses them.
/// </summary>
/// <remarks>All throw <see cref="NetAuditException"/> if no answer comes, or one that isn't the Engine API's.</remarks>
internal interface ITemporaryNetworkEngine
{
    /// <summary>The engine's endpoint, as a person writes it: "unix:///var/run/docker.sock".</summary>
    string Address { get; }

    /// <summary>POST /networks/create.</summary>
    Task<EngineAnswer<JsonObject>> CreateAsync(
        string name,
        TrialNetwork network,
        TemporaryNetworkMark mark,
        CancellationToken cancellationToken
    );

    /// <summary>GET /networks: those with NetAudit's mark, from any run.</summary>
    Task<EngineAnswer<JsonArray>> MarkedAsync(CancellationToken cancellationToken);

    /// <summary>GET /networks/ID, with a swarm's services and tasks.</summary>
    Task<EngineAnswer<JsonObject>> InspectAsync(string id, CancellationToken cancellationToken);

    /// <summary>DELETE /networks/ID.</summary>
    Task<EngineAnswer<JsonObject>> RemoveAsync(string id, CancellationToken cancellationToken);
}
