using NetAudit.Collection;
using NetAudit.Collection.Engine;
using NetAudit.Collection.Formats;
using NetAudit.Model;
using NetAudit.Probes.Trials;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace NetAudit.Fleet;

/// <summary>The calls to a swarm's manager that a job needs. Apart from the trials' networks, no other calls change anything.</summary>
internal sealed class SwarmEngine : IDisposable
{
    private readonly EngineExchange _exchange;
    private readonly string _prefix;

    private SwarmEngine(EngineExchange exchange, string prefix) => (_exchange, _prefix) = (exchange, prefix);

    /// <summary>The manager's endpoint, for people.</summary>
    public string Address => _exchange.Endpoint.ToString();

    /// <summary>Asks for the engine's API versions, and whether it is a manager.</summary>
    /// <exception cref="NetAuditException">No engine answers, or it isn't a manager that can be used.</exception>
    public static async Task<SwarmEngine> ConnectAsync(
        EngineEndpoint endpoint,
        int throttleLimit,
        ICollectionLog log,
        CancellationToken cancellationToken
    )
    {
        var exchange = new EngineExchange(endpoint, throttleLimit, log);
        try
        {
            var version = await exchange.SendAsync<JsonObject>(HttpMethod.Get, "version", null, cancellationToken).ConfigureAwait(false);
            if (version.Content is not { } content)
            {
                throw EngineFailure.Refused(endpoint, "version", version.Status, version.Refusal);
            }

            var prefix = ApiVersion.Prefix(content, Environment.GetEnvironmentVariable("DOCKER_API_VERSION"));
            var engine = new SwarmEngine(exchange, prefix);
            var info = await engine.ReadAsync<JsonObject>("info", cancellationToken).ConfigureAwait(false);
            return info.Content.Object("Swarm").Flag("ControlAvailable") ? engine : throw SwarmFailure.NoManager(engine.Address);
        }
        catch
        {
            exchange.Dispose();
            throw;
        }
    }

    public Task<EngineAnswer<JsonArray>> NodesAsync(CancellationToken cancellationToken) =>
        ReadAsync<JsonArray>("nodes", cancellationToken);

    public Task<EngineAnswer<JsonArray>> TasksAsync(string service, CancellationToken cancellationToken) =>
        ReadAsync<JsonArray>("tasks?filters=" + Filter("service", service), cancellationToken);

    public Task<EngineAnswer<JsonArray>> MarkedServicesAsync(CancellationToken cancellationToken) =>
        ReadAsync<JsonArray>("services?filters=" + Filter("label", TemporaryNetworkMark.Label), cancellationToken);

    public Task<EngineAnswer<JsonObject>> CreateAsync(JObject specification, CancellationToken cancellationToken) =>
        _exchange.SendAsync<JsonObject>(HttpMethod.Post, _prefix + "services/create", specification, cancellationToken);

    public Task<EngineAnswer<JsonObject>> RemoveAsync(string service, CancellationToken cancellationToken) =>
        _exchange.SendAsync<JsonObject>(HttpMethod.Delete, $"{_prefix}services/{Uri.EscapeDataString(service)}", null, cancellationToken);

    /// <summary>What a task wrote, in the engine's frames.</summary>
    public Task<EngineBytes> LogAsync(string task, CancellationToken cancellationToken) =>
        _exchange.GetBytesAsync($"{_prefix}tasks/{Uri.EscapeDataString(task)}/logs?stdout=1&stderr=1", cancellationToken);

    public void Dispose() => _exchange.Dispose();

    private Task<EngineAnswer<T>> ReadAsync<T>(string path, CancellationToken cancellationToken)
        where T : class, new() => _exchange.SendAsync<T>(HttpMethod.Get, _prefix + path, null, cancellationToken);

    private static string Filter(string name, string value) =>
        Uri.EscapeDataString(new JObject { [name] = new JArray(value) }.ToString(Formatting.None));
}
