using NetAudit.Collection;
using NetAudit.Collection.Engine;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Probes.Trials;

/// <summary>
/// All that is asked of an engine for networks that are made and removed again. These are the only calls of NetAudit that change anything
/// on an engine,
/// and only a trial of networks has them.
/// </summary>
/// <remarks>All throw <see cref="NetAuditException"/> where no answer comes, or one that isn't the Engine API's.</remarks>
internal interface ITemporaryNetworkEngine
{
    /// <summary>Where the engine is, as a person writes it: "unix:///var/run/docker.sock".</summary>
    string Address { get; }

    /// <summary>POST /networks/create.</summary>
    Task<EngineAnswer<JsonObject>> CreateAsync(
        string name,
        TrialNetwork network,
        TemporaryNetworkMark mark,
        CancellationToken cancellationToken
    );

    /// <summary>GET /networks, those that bear a mark of NetAudit's, whoever made them.</summary>
    Task<EngineAnswer<JsonArray>> MarkedAsync(CancellationToken cancellationToken);

    /// <summary>GET /networks/ID, with a swarm's services and tasks.</summary>
    Task<EngineAnswer<JsonObject>> InspectAsync(string id, CancellationToken cancellationToken);

    /// <summary>DELETE /networks/ID.</summary>
    Task<EngineAnswer<JsonObject>> RemoveAsync(string id, CancellationToken cancellationToken);
}
