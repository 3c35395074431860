using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace NetAudit.Library.Tests.Collection.Engine;

/// <summary>An engine that gives a test's answers on its own unix socket.</summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    private readonly SocketListener _listener;

    public FakeEngine()
    {
        var name = "netaudit-engine-" + Guid.NewGuid().ToString("N")[..12] + ".sock";
        _listener = new SocketListener(System.IO.Path.Combine(System.IO.Path.GetTempPath(), name), ServeAsync);
    }

    public string Path => _listener.Path;

    public string Endpoint => "unix://" + Path;

    /// <summary>The answers, a status and a body, by path without the version prefix. Other paths get 404.</summary>
    public Dictionary<string, (int Status, string Body)> Answers { get; } =
        new()
        {
            ["/version"] = (200, """{"Version":"28.5.2","ApiVersion":"1.51","MinAPIVersion":"1.24"}"""),
            ["/info"] = (200, """{"Name":"host1","OSType":"linux","Swarm":{"LocalNodeState":"inactive","ControlAvailable":false}}"""),
            ["/networks"] = (200, "[]"),
            ["/containers/json?all=1"] = (200, "[]"),
            ["/plugins"] = (200, "[]"),
        };

    /// <summary>Bytes that are sent in place of an answer, by path.</summary>
    public Dictionary<string, byte[]> Raw { get; } = [];

    /// <summary>Paths whose answers never end: the headers and half a body come, then nothing.</summary>
    public HashSet<string> Hanging { get; } = [];

    /// <summary>
    /// A function that is called first, with the method, the path without the version prefix, and the body. It returns a status and a body.
    /// A status of 0 ends the connection. Null leaves the request to the other answers.
    /// </summary>
    public Func<string, string, string, CancellationToken, Task<(int Status, string Body)?>>? Handler { get; set; }

    /// <summary>Actions that replace an answer, by path.</summary>
    public Dictionary<string, Func<Stream, CancellationToken, Task>> Faults { get; } = [];

    /// <summary>The path whose answer is endless.</summary>
    public string? Endless { get; set; }

    /// <summary>The request lines in the order in which they came.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task ServeAsync(RequestHead head, NetworkStream stream, CancellationToken end)
    {
        var body = new byte[head.ContentLength];
        await stream.ReadExactlyAsync(body, end);
        Requests.Enqueue(head.Line);
        await AnswerAsync(stream, head, Encoding.UTF8.GetString(body), end);
    }

    private async Task AnswerAsync(NetworkStream stream, RequestHead head, string content, CancellationToken end)
    {
        var path = System.Text.RegularExpressions.Regex.Replace(head.Target, @"^/v\d+\.\d+(?=/)", "");
        if (Handler is not null && await Handler(head.Method, path, content, end) is { } handled)
        {
            if (handled.Status > 0)
            {
                await WriteAsync(stream, handled.Status, handled.Body, end);
            }

            return;
        }

        if (Faults.TryGetValue(path, out var fault))
        {
            await fault(stream, end);
            return;
        }

        if (Raw.TryGetValue(path, out var raw))
        {
            await stream.WriteAsync(raw, end);
            return;
        }

        if (Hanging.Contains(path))
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{"), end);
            await Task.Delay(Timeout.Infinite, end);
        }

        if (path == Endless)
        {
            var spaces = Encoding.ASCII.GetBytes(new string(' ', 1024 * 1024));
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n\r\n"), end);
            while (true)
            {
                await stream.WriteAsync(spaces, end);
            }
        }

        var (status, body) = Answers.TryGetValue(path, out var answer) ? answer : (404, """{"message":"page not found"}""");
        await WriteAsync(stream, status, body, end);
    }

    private static async Task WriteAsync(NetworkStream stream, int status, string body, CancellationToken end)
    {
        var bytes = Encoding.UTF8.GetBytes(status == 204 ? "" : body);
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n\r\n"
            ),
            end
        );
        await stream.WriteAsync(bytes, end);
    }
}
