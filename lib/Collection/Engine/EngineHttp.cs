using NetAudit.Model;

namespace NetAudit.Collection.Engine;

/// <summary>GET requests to an engine, and no others.</summary>
internal sealed class EngineHttp(EngineEndpoint endpoint, int throttleLimit, ICollectionLog log) : IDisposable
{
    private readonly EngineExchange _exchange = new(endpoint, throttleLimit, log);

    /// <summary>Sends a GET request.</summary>
    /// <param name="path">The path and query, without a slash before it.</param>
    /// <param name="cancellationToken">Ends the request at once, also while the answer is read.</param>
    /// <exception cref="NetAuditException">No answer came, or one that isn't the Engine API's.</exception>
    public Task<EngineAnswer<T>> GetAsync<T>(string path, CancellationToken cancellationToken)
        where T : class, new() => _exchange.SendAsync<T>(HttpMethod.Get, path, null, cancellationToken);

    public void Dispose() => _exchange.Dispose();
}
