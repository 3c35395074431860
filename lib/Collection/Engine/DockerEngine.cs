using NetAudit.Collection.Formats;
using NetAudit.Model;

namespace NetAudit.Collection.Engine;

/// <summary>An engine that is asked over HTTP.</summary>
internal sealed class DockerEngine : IDockerEngine
{
    private readonly EngineHttp _http;
    private readonly string _prefix;
    private readonly EngineAnswer<JsonObject> _version;

    private DockerEngine(EngineHttp http, EngineAnswer<JsonObject> version, string prefix) =>
        (_http, _version, _prefix) = (http, version, prefix);

    /// <summary>Reads the engine's API version, and chooses the version to ask in.</summary>
    /// <exception cref="NetAuditException">No engine answers.</exception>
    public static async Task<DockerEngine> ConnectAsync(
        EngineHttp http,
        EngineEndpoint endpoint,
        string? apiVersion,
        CancellationToken cancellationToken
    )
    {
        var version = await http.GetAsync<JsonObject>("version", cancellationToken).ConfigureAwait(false);
        if (version.Content is not { } content)
        {
            throw EngineFailure.Refused(endpoint, "version", version.Status, version.Refusal);
        }

        if (content.Word("ApiVersion") is null)
        {
            throw EngineFailure.Invalid(endpoint, "GET /version", "it has no API version");
        }

        return new DockerEngine(http, version, ApiVersion.Prefix(content, apiVersion));
    }

    public Task<EngineAnswer<JsonObject>> VersionAsync(CancellationToken cancellationToken) => Task.FromResult(_version);

    public Task<EngineAnswer<JsonObject>> InfoAsync(CancellationToken cancellationToken) => GetAsync<JsonObject>("info", cancellationToken);

    public Task<EngineAnswer<JsonArray>> NetworksAsync(CancellationToken cancellationToken) =>
        GetAsync<JsonArray>("networks", cancellationToken);

    public Task<EngineAnswer<JsonObject>> NetworkAsync(string id, bool verbose, CancellationToken cancellationToken) =>
        GetAsync<JsonObject>($"networks/{Uri.EscapeDataString(id)}{(verbose ? "?verbose=true" : "")}", cancellationToken);

    public Task<EngineAnswer<JsonArray>> ContainersAsync(CancellationToken cancellationToken) =>
        GetAsync<JsonArray>("containers/json?all=1", cancellationToken);

    public Task<EngineAnswer<JsonObject>> ContainerAsync(string id, CancellationToken cancellationToken) =>
        GetAsync<JsonObject>($"containers/{Uri.EscapeDataString(id)}/json", cancellationToken);

    public Task<EngineAnswer<JsonArray>> PluginsAsync(CancellationToken cancellationToken) =>
        GetAsync<JsonArray>("plugins", cancellationToken);

    public Task<EngineAnswer<JsonArray>> NodesAsync(CancellationToken cancellationToken) => GetAsync<JsonArray>("nodes", cancellationToken);

    public Task<EngineAnswer<JsonArray>> ServicesAsync(CancellationToken cancellationToken) =>
        GetAsync<JsonArray>("services", cancellationToken);

    public Task<EngineAnswer<JsonArray>> TasksAsync(CancellationToken cancellationToken) => GetAsync<JsonArray>("tasks", cancellationToken);

    private Task<EngineAnswer<T>> GetAsync<T>(string path, CancellationToken cancellationToken)
        where T : class, new() => _http.GetAsync<T>(_prefix + path, cancellationToken);
}
