using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace NetAudit.Library.Tests.Collection.Engine;

/// <summary>An engine that answers what a test says, on a unix socket of its own.</summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;

    public FakeEngine()
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "netaudit-engine-" + Guid.NewGuid().ToString("N")[..12] + ".sock");
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen(64);
        _accepting = AcceptAsync();
    }

    public string Path { get; }

    public string Endpoint => "unix://" + Path;

    /// <summary>Answers by path without the version prefix: a status and a body. Others get 404.</summary>
    public Dictionary<string, (int Status, string Body)> Answers { get; } =
        new()
        {
            ["/version"] = (200, """{"Version":"28.5.2","ApiVersion":"1.51","MinAPIVersion":"1.24"}"""),
            ["/info"] = (200, """{"Name":"host1","OSType":"linux","Swarm":{"LocalNodeState":"inactive","ControlAvailable":false}}"""),
            ["/networks"] = (200, "[]"),
            ["/containers/json?all=1"] = (200, "[]"),
            ["/plugins"] = (200, "[]"),
        };

    /// <summary>Bytes sent instead of an answer, by path.</summary>
    public Dictionary<string, byte[]> Raw { get; } = [];

    /// <summary>Paths that never end: headers and half a body come, then nothing.</summary>
    public HashSet<string> Hanging { get; } = [];

    /// <summary>
    /// Asked first, with the method, the path without the version prefix, and the body: a status and a body; a status of 0 ends the
    /// connection; null leaves it to the others.
    /// </summary>
    public Func<string, string, string, CancellationToken, Task<(int Status, string Body)?>>? Handler { get; set; }

    /// <summary>What is done in place of an answer, by path.</summary>
    public Dictionary<string, Func<Stream, CancellationToken, Task>> Faults { get; } = [];

    /// <summary>A path that is answered without end.</summary>
    public string? Endless { get; set; }

    /// <summary>Request lines as they came.</summary>
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
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            if (await reader.ReadLineAsync(_end.Token) is not { } line)
            {
                return; // connected only to see who listens
            }

            var length = 0;
            while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 } header)
            {
                length = header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)
                    ? int.Parse(header.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)
                    : length;
            }

            var body = new char[length];
            if (length > 0)
            {
                await reader.ReadBlockAsync(body, _end.Token);
            }

            Requests.Enqueue(line);
            await AnswerAsync(stream, line.Split(' ')[0], line.Split(' ')[1], new string(body));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The other end has gone, as it should when cancelled.
        }
    }

    private async Task AnswerAsync(NetworkStream stream, string method, string target, string content)
    {
        var path = System.Text.RegularExpressions.Regex.Replace(target, @"^/v\d+\.\d+(?=/)", "");
        if (Handler is not null && await Handler(method, path, content, _end.Token) is { } handled)
        {
            if (handled.Status > 0)
            {
                await WriteAsync(stream, handled.Status, handled.Body);
            }

            return;
        }

        if (Faults.TryGetValue(path, out var fault))
        {
            await fault(stream, _end.Token);
            return;
        }

        if (Raw.TryGetValue(path, out var raw))
        {
            await stream.WriteAsync(raw, _end.Token);
            return;
        }

        if (Hanging.Contains(path))
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{"), _end.Token);
            await Task.Delay(Timeout.Infinite, _end.Token);
        }

        if (path == Endless)
        {
            var spaces = Encoding.ASCII.GetBytes(new string(' ', 1024 * 1024));
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n\r\n"), _end.Token);
            while (true)
            {
                await stream.WriteAsync(spaces, _end.Token);
            }
        }

        var (status, body) = Answers.TryGetValue(path, out var answer) ? answer : (404, """{"message":"page not found"}""");
        await WriteAsync(stream, status, body);
    }

    private async Task WriteAsync(NetworkStream stream, int status, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(status == 204 ? "" : body);
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n\r\n"
            ),
            _end.Token
        );
        await stream.WriteAsync(bytes, _end.Token);
    }
}
