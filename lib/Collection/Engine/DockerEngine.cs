using NetAudit.Collection.Formats;
using NetAudit.Model;
using Newtonsoft.Json.Linq;

namespace NetAudit.Collection.Engine;

/// <summary>An engine that is asked over HTTP.</summary>
internal sealed class DockerEngine : IDockerEngine
{
    private readonly EngineHttp _http;
    private readonly string _prefix;
    private readonly EngineAnswer<JObject> _version;

    private DockerEngine(EngineHttp http, EngineAnswer<JObject> version, string prefix) =>
        (_http, _version, _prefix) = (http, version, prefix);

    /// <summary>Asks which API the engine speaks, and agrees on one.</summary>
    /// <exception cref="NetAuditException">No engine answers.</exception>
    public static async Task<DockerEngine> ConnectAsync(
        EngineHttp http,
        EngineEndpoint endpoint,
        string? apiVersion,
        CancellationToken cancellationToken
    )
    {
        var version = await http.GetAsync<JObject>("version", cancellationToken).ConfigureAwait(false);
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

    public Task<EngineAnswer<JObject>> VersionAsync(CancellationToken cancellationToken) => Task.FromResult(_version);

    public Task<EngineAnswer<JObject>> InfoAsync(CancellationToken cancellationToken) => GetAsync<JObject>("info", cancellationToken);

    public Task<EngineAnswer<JArray>> NetworksAsync(CancellationToken cancellationToken) => GetAsync<JArray>("networks", cancellationToken);

    public Task<EngineAnswer<JObject>> NetworkAsync(string id, bool verbose, CancellationToken cancellationToken) =>
        GetAsync<JObject>($"networks/{Uri.EscapeDataString(id)}{(verbose ? "?verbose=true" : "")}", cancellationToken);

    public Task<EngineAnswer<JArray>> ContainersAsync(CancellationToken cancellationToken) =>
        GetAsync<JArray>("containers/json?all=1", cancellationToken);

    public Task<EngineAnswer<JObject>> ContainerAsync(string id, CancellationToken cancellationToken) =>
        GetAsync<JObject>($"containers/{Uri.EscapeDataString(id)}/json", cancellationToken);

    public Task<EngineAnswer<JArray>> PluginsAsync(CancellationToken cancellationToken) => GetAsync<JArray>("plugins", cancellationToken);

    public Task<EngineAnswer<JArray>> NodesAsync(CancellationToken cancellationToken) => GetAsync<JArray>("nodes", cancellationToken);

    public Task<EngineAnswer<JArray>> ServicesAsync(CancellationToken cancellationToken) => GetAsync<JArray>("services", cancellationToken);

    public Task<EngineAnswer<JArray>> TasksAsync(CancellationToken cancellationToken) => GetAsync<JArray>("tasks", cancellationToken);

    private Task<EngineAnswer<T>> GetAsync<T>(string path, CancellationToken cancellationToken)
        where T : JToken, new() => _http.GetAsync<T>(_prefix + path, cancellationToken);
}
