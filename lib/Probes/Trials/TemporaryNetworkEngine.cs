using NetAudit.Collection;
using NetAudit.Collection.Engine;
using NetAudit.Collection.Formats;
using NetAudit.Model;
using NetAudit.Snapshots;
using Newtonsoft.Json.Linq;

namespace NetAudit.Probes.Trials;

/// <summary>Makes these calls over HTTP.</summary>
internal sealed class TemporaryNetworkEngine : ITemporaryNetworkEngine, IDisposable
{
    private const int CallsAtOnce = 4;

    private readonly EngineExchange _exchange;
    private readonly string _prefix;

    private TemporaryNetworkEngine(EngineExchange exchange, string address, string prefix) =>
        (_exchange, Address, _prefix) = (exchange, address, prefix);

    public string Address { get; }

    /// <summary>Asks for the engine's API versions, and agrees on one.</summary>
    public static async Task<TemporaryNetworkEngine> ConnectAsync(
        EngineEndpoint endpoint,
        ICollectionLog log,
        CancellationToken cancellationToken
    )
    {
        var exchange = new EngineExchange(endpoint, CallsAtOnce, log);
        try
        {
            var version = await exchange.SendAsync<JsonObject>(HttpMethod.Get, "version", null, cancellationToken).ConfigureAwait(false);
            return version.Content is { } content
                ? new TemporaryNetworkEngine(
                    exchange,
                    endpoint.ToString(),
                    ApiVersion.Prefix(content, Environment.GetEnvironmentVariable("DOCKER_API_VERSION"))
                )
                : throw EngineFailure.Refused(endpoint, "version", version.Status, version.Refusal);
        }
        catch
        {
            exchange.Dispose();
            throw;
        }
    }

    public Task<EngineAnswer<JsonObject>> CreateAsync(
        string name,
        TrialNetwork network,
        TemporaryNetworkMark mark,
        CancellationToken cancellationToken
    ) =>
        _exchange.SendAsync<JsonObject>(
            HttpMethod.Post,
            _prefix + "networks/create",
            new JObject
            {
                ["Name"] = name,
                ["CheckDuplicate"] = true, // engines before 25 else make two of one name
                ["Driver"] = network.Driver,
                ["Internal"] = network.Internal,
                ["Attachable"] = false, // no container may join it by mistake
                ["IPAM"] = new JObject { ["Config"] = new JArray(new JObject { ["Subnet"] = network.Subnet }) },
                ["Labels"] = new JObject { [TemporaryNetworkMark.Label] = mark.ToString() },
            },
            cancellationToken
        );

    public async Task<EngineAnswer<JsonArray>> MarkedAsync(CancellationToken cancellationToken)
    {
        var filter = Uri.EscapeDataString(
            new JObject { ["label"] = new JArray(TemporaryNetworkMark.Label) }.ToString(Newtonsoft.Json.Formatting.None)
        );
        var answer = await _exchange
            .SendAsync<JsonArray>(HttpMethod.Get, $"{_prefix}networks?filters={filter}", null, cancellationToken)
            .ConfigureAwait(false);

        // An engine that ignores the filter lists all networks.
        return answer.Content is null
            ? answer
            : answer with
            {
                Content = new JsonArray(
                    answer
                        .Content.OfType<JsonObject>()
                        .Where(network => TemporaryNetworkMark.Parse(network.Object("Labels").Text(TemporaryNetworkMark.Label)) is not null)
                ),
            };
    }

    public Task<EngineAnswer<JsonObject>> InspectAsync(string id, CancellationToken cancellationToken) =>
        _exchange.SendAsync<JsonObject>(
            HttpMethod.Get,
            $"{_prefix}networks/{Uri.EscapeDataString(id)}?verbose=true",
            null,
            cancellationToken
        );

    public Task<EngineAnswer<JsonObject>> RemoveAsync(string id, CancellationToken cancellationToken) =>
        _exchange.SendAsync<JsonObject>(HttpMethod.Delete, $"{_prefix}networks/{Uri.EscapeDataString(id)}", null, cancellationToken);

    public void Dispose() => _exchange.Dispose();
}
