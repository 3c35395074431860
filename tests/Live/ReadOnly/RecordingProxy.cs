using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace NetAudit.Live.Tests.ReadOnly;

/// <summary>
/// Stands between NetAudit and an engine on a socket of its own, keeps each request's first line, and refuses some with 403.
/// </summary>
internal sealed partial class RecordingProxy : IAsyncDisposable
{
    /// <summary>What haproxy answers in docker-socket-proxy.</summary>
    private const string Refusal =
        "HTTP/1.0 403 Forbidden\r\nCache-Control: no-cache\r\nConnection: close\r\nContent-Type: text/html\r\n\r\n"
        + "<html><body><h1>403 Forbidden</h1>\nRequest forbidden by administrative rules.\n</body></html>\n";

    private readonly CancellationTokenSource _end = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _engine;
    private readonly Func<string, string, bool> _allows;
    private readonly Task _accepting;

    /// <param name="engine">The engine's socket.</param>
    /// <param name="path">Its own.</param>
    /// <param name="allows">Told method and path without the version; null: all are let through.</param>
    public RecordingProxy(string engine, string path, Func<string, string, bool>? allows = null)
    {
        (_engine, Path, _allows) = (engine, path, allows ?? ((_, _) => true));
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen(64);
        _accepting = AcceptAsync();
    }

    public string Path { get; }

    public string Endpoint => "unix://" + Path;

    /// <summary>"GET /networks/ID?verbose=true": without the version, ids left out.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
        File.Delete(Path);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptAsync(_end.Token));
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private async Task ServeAsync(Socket accepted)
    {
        using var client = new NetworkStream(accepted, ownsSocket: true);
        try
        {
            if (await HeadAsync(client) is not { Count: > 0 } head)
            {
                return; // connected only to see who listens
            }

            var words = Encoding.ASCII.GetString([.. head]).Split(' ', 3);
            var path = Version().Replace(words[1], "");
            Requests.Enqueue($"{words[0]} {Id().Replace(path, "ID")}");
            if (!_allows(words[0], path))
            {
                await client.WriteAsync(Encoding.ASCII.GetBytes(Refusal), _end.Token);
                return;
            }

            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_engine), _end.Token);
            using var engine = new NetworkStream(socket);
            await engine.WriteAsync(head.ToArray(), _end.Token);

            // What a client sends after its request's head would be a body, or another request: it is kept, and tells.
            await Task.WhenAny(engine.CopyToAsync(client, _end.Token), RestAsync(client, engine));
        }
        catch (Exception problem) when (problem is OperationCanceledException or IOException or SocketException)
        {
            // One of the two has gone.
        }
    }

    private async Task<List<byte>> HeadAsync(NetworkStream client)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < 64 * 1024 && await client.ReadAsync(one, _end.Token) == 1)
        {
            head.Add(one[0]);
            if (head is [.., (byte)'\n', (byte)'\n'] or [.., (byte)'\n', (byte)'\r', (byte)'\n'])
            {
                break;
            }
        }

        return head;
    }

    private async Task RestAsync(NetworkStream client, NetworkStream engine)
    {
        var buffer = new byte[4096];
        while (await client.ReadAsync(buffer, _end.Token) is > 0 and var got)
        {
            Requests.Enqueue($"more: {Encoding.ASCII.GetString(buffer, 0, got)}");
            await engine.WriteAsync(buffer.AsMemory(0, got), _end.Token);
        }

        await Task.Delay(Timeout.Infinite, _end.Token);
    }

    [GeneratedRegex(@"^/v\d+\.\d+(?=/)")]
    private static partial Regex Version();

    [GeneratedRegex("(?<=^/(containers|networks)/)(?!json)[0-9a-z]{12,}")]
    private static partial Regex Id();
}
