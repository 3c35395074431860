using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Client;
using NetAudit.Collection.Formats;
using NetAudit.Model;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace NetAudit.Collection.Engine;

/// <summary>
/// Sends requests to an engine and reads their answers, bounded in size and number. HTTP over sockets and pipes is Docker.DotNet's. Its
/// client and models aren't used, as they lack facts of newer engines. Callers decide which requests are sent: <see cref="EngineHttp"/>
/// only reads.
/// </summary>
internal sealed class EngineExchange : IDisposable
{
    private const int LongestRefusal = 300;
    private const int NoContent = 204;

    // Ten thousand containers are listed in 1.5 million.
    private const long MostValues = 2_000_000;

    private readonly EngineEndpoint _endpoint;
    private readonly ICollectionLog _log;
    private readonly Uri _address;
    private readonly EngineConnection _connection;
    private readonly KeptConnections _kept;
    private readonly SemaphoreSlim _places;

    public EngineExchange(EngineEndpoint endpoint, int throttleLimit, ICollectionLog log)
    {
        _endpoint = endpoint;
        _log = log;
        _places = new SemaphoreSlim(throttleLimit);

        _connection = new EngineConnection(endpoint);
        _kept = new KeptConnections(_connection);
        // TLS is ours too, so the handler is given an address without it.
        _address = new UriBuilder(endpoint.Http) { Scheme = Uri.UriSchemeHttp, Port = endpoint.Http.Port }.Uri;
    }

    /// <summary>The engine's endpoint.</summary>
    public EngineEndpoint Endpoint => _endpoint;

    /// <summary>Sends a request with a JSON answer.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path and query, without a slash before it.</param>
    /// <param name="content">The request's JSON body, or null.</param>
    /// <param name="cancellationToken">Ends the request at once, also while the answer is read.</param>
    /// <exception cref="NetAuditException">No answer came, or one that isn't the Engine API's.</exception>
    public Task<EngineAnswer<T>> SendAsync<T>(HttpMethod method, string path, JObject? content, CancellationToken cancellationToken)
        where T : class, new() =>
        AskAsync(
            method,
            path,
            content,
            (status, body) =>
                status is < 200 or >= 300 ? new EngineAnswer<T>(null, status, Refusal(status, body))
                // The answer to a change or removal may be empty.
                : status == NoContent || (method != HttpMethod.Get && body.Length == 0) ? new EngineAnswer<T>(new T(), status, "")
                : Parse(body, cancellationToken) is T read ? new EngineAnswer<T>(read, status, "")
                : throw EngineFailure.Invalid(_endpoint, $"{method} /{path}", "it is JSON of another kind than expected"),
            cancellationToken
        );

    /// <summary>Sends a request whose answer isn't JSON, such as a log.</summary>
    /// <param name="path">The path and query, without a slash before it.</param>
    /// <param name="cancellationToken">Ends the request at once, also while the answer is read.</param>
    /// <exception cref="NetAuditException">No answer came.</exception>
    public Task<EngineBytes> GetBytesAsync(string path, CancellationToken cancellationToken) =>
        AskAsync(
            HttpMethod.Get,
            path,
            null,
            (status, body) =>
                status is >= 200 and < 300
                    ? new EngineBytes(body.ToArray(), status, "")
                    : new EngineBytes(null, status, Refusal(status, body)),
            cancellationToken
        );

    public void Dispose()
    {
        _kept.Dispose();
        _connection.Dispose();
        _places.Dispose();
    }

    private async Task<T> AskAsync<T>(
        HttpMethod method,
        string path,
        JObject? content,
        Func<int, MemoryStream, T> read,
        CancellationToken cancellationToken
    )
    {
        var request = $"{method} /{path}";
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        var clock = Stopwatch.StartNew();
        try
        {
            using var body = new MemoryStream();
            var status = await ExchangeAsync(method, path, content, body, cancellationToken).ConfigureAwait(false);
            _log.Verbose(
                string.Format(
                    CultureInfo.InvariantCulture,
                    "{0} -> {1}, {2:0.#} kB, {3} ms",
                    request,
                    status,
                    body.Length / 1000.0,
                    clock.ElapsedMilliseconds
                )
            );
            return read(status, body);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            _log.Verbose(string.Format(CultureInfo.InvariantCulture, "{0} -> ended after {1} ms", request, clock.ElapsedMilliseconds));
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception problem) when (problem is not NetAuditException)
        {
            var failure = EngineFailure.Create(_endpoint, request, problem, _endpoint.IsSecure ? _connection.Material : null);
            _log.Verbose($"{request} -> {failure.Message}");
            throw failure;
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task<int> ExchangeAsync(
        HttpMethod method,
        string path,
        JObject? content,
        MemoryStream body,
        CancellationToken cancellationToken
    )
    {
        // A request that changes something is never sent twice.
        var isRead = method == HttpMethod.Get;
        while (true)
        {
            using var lease = new ConnectionLease(_kept, mayReuse: isRead);
            try
            {
                return await ExchangeAsync(lease, method, path, content, body, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception) when (lease.WasStale && !cancellationToken.IsCancellationRequested)
            {
                _log.Verbose($"{method} /{path} is asked again, as the engine closed the connection that was kept.");
            }
        }
    }

    private async Task<int> ExchangeAsync(
        ConnectionLease lease,
        HttpMethod method,
        string path,
        JObject? content,
        MemoryStream body,
        CancellationToken cancellationToken
    )
    {
        // A redirect would let the other end choose the next host; a socket needs no proxy.
        using var handler = new ManagedHandler((_, _, cancelled) => lease.OpenAsync(cancelled))
        {
            RedirectMode = RedirectMode.None,
            UseProxy = false,
        };
        using var client = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(method, new Uri(_address, path));
        request.Content = content is null ? null : new StringContent(content.ToString(Formatting.None), Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        await stream.CopyToAsync(body, 81920, cancellationToken).ConfigureAwait(false); // EngineStream bounds it
        var promised = response.Content.Headers.ContentLength;
        if (body.Length < promised)
        {
            throw new EndOfStreamException("the answer is shorter than its header says");
        }

        // An answer with neither a length nor chunks ends with its connection.
        if (response.Headers.ConnectionClose != true && (promised is not null || response.Headers.TransferEncodingChunked == true))
        {
            lease.Keep();
        }

        return (int)response.StatusCode;
    }

    private static object? Parse(MemoryStream body, CancellationToken cancellationToken)
    {
        body.Position = 0;
        using var text = new StreamReader(body, Encoding.UTF8, false, 4096, leaveOpen: true);
        return Json.ParseAnswer(text, new ValueBudget(MostValues, cancellationToken));
    }

    // {"message": ...}; podman's and a proxy's refusals are other JSON or no JSON at all.
    private static string Refusal(int status, MemoryStream body)
    {
        string reason;
        try
        {
            reason = (Parse(body, CancellationToken.None) as JsonObject).Word("message") ?? "";
        }
        catch (JsonException)
        {
            reason = PageText.Read(Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)Math.Min(body.Length, LongestRefusal)));
        }

        var line = new string([.. Secrets.Text(reason).Select(c => char.IsControl(c) ? ' ' : c)]).Trim();

        // A page's heading repeats the status, which the message has anyway.
        var heading = $"{status} ";
        line = line.StartsWith(heading, StringComparison.Ordinal) ? line[heading.Length..] : line;
        return line.Length <= LongestRefusal ? line : line[..LongestRefusal];
    }
}
