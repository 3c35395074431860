using NetAudit.Model;

namespace NetAudit.Collection.Engine;

/// <summary>
/// The requests to an engine; all only read. Answers are as the engine gave them; <see cref="EngineAnswers"/> reads them.
/// </summary>
/// <remarks>All throw <see cref="NetAuditException"/> if no answer comes, or one that isn't the Engine API's.</remarks>
internal interface IDockerEngine
{
    /// <summary>GET /version, without an API version: the first question.</summary>
    Task<EngineAnswer<JsonObject>> VersionAsync(CancellationToken cancellationToken);

    /// <summary>GET /info.</summary>
    Task<EngineAnswer<JsonObject>> InfoAsync(CancellationToken cancellationToken);

    /// <summary>GET /networks.</summary>
    Task<EngineAnswer<JsonArray>> NetworksAsync(CancellationToken cancellationToken);

    /// <summary>GET /networks/ID.</summary>
    Task<EngineAnswer<JsonObject>> NetworkAsync(string id, bool verbose, CancellationToken cancellationToken);

    /// <summary>GET /containers/json, in any state.</summary>
    Task<EngineAnswer<JsonArray>> ContainersAsync(CancellationToken cancellationToken);

    /// <summary>GET /containers/ID/json.</summary>
    Task<EngineAnswer<JsonObject>> ContainerAsync(string id, CancellationToken cancellationToken);

    /// <summary>GET /plugins.</summary>
    Task<EngineAnswer<JsonArray>> PluginsAsync(CancellationToken cancellationToken);

    /// <summary>GET /nodes.</summary>
    Task<EngineAnswer<JsonArray>> NodesAsync(CancellationToken cancellationToken);

    /// <summary>GET /services.</summary>
    Task<EngineAnswer<JsonArray>> ServicesAsync(CancellationToken cancellationToken);

    /// <summary>GET /tasks.</summary>
    Task<EngineAnswer<JsonArray>> TasksAsync(CancellationToken cancellationToken);
}

/// <summary>An engine's answer.</summary>
/// <param name="Content">The answer, or null if the engine refused.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Refusal">The engine's reason for refusing, or "".</param>
internal sealed record EngineAnswer<T>(T? Content, int Status, string Refusal)
    where T : class;

/// <summary>An answer that isn't JSON.</summary>
/// <param name="Content">The answer, or null if the engine refused.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Refusal">The engine's reason for refusing.</param>
internal sealed record EngineBytes(byte[]? Content, int Status, string Refusal);
