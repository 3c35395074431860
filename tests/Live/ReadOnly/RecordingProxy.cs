using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using NetAudit.Library.Tests.Collection.Engine;

namespace NetAudit.Live.Tests.ReadOnly;

/// <summary>
/// A proxy between NetAudit and an engine, on its own socket. It records each request's first line, and refuses some with 403.
/// </summary>
internal sealed partial class RecordingProxy : IAsyncDisposable
{
    /// <summary>The answer with which haproxy in docker-socket-proxy refuses a request.</summary>
    private const string Refusal =
        "HTTP/1.0 403 Forbidden\r\nCache-Control: no-cache\r\nConnection: close\r\nContent-Type: text/html\r\n\r\n"
        + "<html><body><h1>403 Forbidden</h1>\nRequest forbidden by administrative rules.\n</body></html>\n";

    private readonly SocketListener _listener;
    private readonly string _engine;
    private readonly Func<string, string, bool> _allows;

    /// <param name="engine">The engine's socket.</param>
    /// <param name="path">The path of the proxy's own socket.</param>
    /// <param name="allows">Decides by the method and by the path without its version. If null, all requests pass.</param>
    public RecordingProxy(string engine, string path, Func<string, string, bool>? allows = null)
    {
        (_engine, _allows) = (engine, allows ?? ((_, _) => true));
        _listener = new SocketListener(path, ServeAsync);
    }

    public string Path => _listener.Path;

    public string Endpoint => "unix://" + Path;

    /// <summary>The recorded requests, without version and ids: "GET /networks/ID?verbose=true".</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task ServeAsync(RequestHead head, NetworkStream client, CancellationToken end)
    {
        var path = Version().Replace(head.Target, "");
        Requests.Enqueue($"{head.Method} {Id().Replace(path, "ID")}");
        if (!_allows(head.Method, path))
        {
            await client.WriteAsync(Encoding.ASCII.GetBytes(Refusal), end);
            return;
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_engine), end);
        using var engine = new NetworkStream(socket);
        await engine.WriteAsync(head.Bytes.AsMemory(..^2), end);
        await engine.WriteAsync("Connection: close\r\n\r\n"u8.ToArray(), end);

        // The engine must close, so there is one request per connection. Any bytes after a request's head would be a body or another
        // request. They are recorded, so that they show.
        await Task.WhenAny(engine.CopyToAsync(client, end), RestAsync(client, engine, end));
    }

    private async Task RestAsync(NetworkStream client, NetworkStream engine, CancellationToken end)
    {
        var buffer = new byte[4096];
        while (await client.ReadAsync(buffer, end) is > 0 and var got)
        {
            Requests.Enqueue($"more: {Encoding.ASCII.GetString(buffer, 0, got)}");
            await engine.WriteAsync(buffer.AsMemory(0, got), end);
        }

        await Task.Delay(Timeout.Infinite, end);
    }

    [GeneratedRegex(@"^/v\d+\.\d+(?=/)")]
    private static partial Regex Version();

    [GeneratedRegex("(?<=^/(containers|networks)/)(?!json)[0-9a-z]{12,}")]
    private static partial Regex Id();
}
