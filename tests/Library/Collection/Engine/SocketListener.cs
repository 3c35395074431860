using System.Net.Sockets;
using System.Text;

namespace NetAudit.Library.Tests.Collection.Engine;

/// <summary>
/// Listens on its own unix socket and reads the head of each connection's request. It is as strict as any server may be: it answers 400 to
/// a line that ends with a bare LF.
/// </summary>
internal sealed class SocketListener : IAsyncDisposable
{
    private const int LongestHead = 64 * 1024;

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<RequestHead, NetworkStream, CancellationToken, Task> _serve;
    private readonly Task _accepting;

    /// <param name="path">The socket's path.</param>
    /// <param name="serve">Serves a connection, given its request's head. The connection is closed afterwards.</param>
    public SocketListener(string path, Func<RequestHead, NetworkStream, CancellationToken, Task> serve)
    {
        (Path, _serve) = (path, serve);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen(64);
        _accepting = AcceptAsync();
    }

    public string Path { get; }

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
            if (await HeadAsync(client) is not { Count: > 0 } bytes)
            {
                return; // this connection only tested for a listener
            }

            var head = new RequestHead([.. bytes]);
            if (head.IsStrict)
            {
                await _serve(head, client, _end.Token);
            }
            else
            {
                await client.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"), _end.Token);
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or IOException or SocketException)
        {
            // The other end has gone, as it should when cancelled.
        }
    }

    private async Task<List<byte>> HeadAsync(NetworkStream client)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < LongestHead && await client.ReadAsync(one, _end.Token) == 1)
        {
            head.Add(one[0]);
            if (head is [.., (byte)'\n', (byte)'\n'] or [.., (byte)'\n', (byte)'\r', (byte)'\n'])
            {
                break;
            }
        }

        return head;
    }
}

/// <summary>The request line and the header lines of a request, as they came.</summary>
internal sealed record RequestHead(byte[] Bytes)
{
    private string Text => Encoding.ASCII.GetString(Bytes);

    public string Line => Text.Split('\n')[0].TrimEnd('\r');

    public string Method => Line.Split(' ')[0];

    /// <summary>The request's path and query.</summary>
    public string Target => Line.Split(' ')[1];

    public int ContentLength =>
        Text.Split('\n').FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) is { } header
            ? int.Parse(header.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)
            : 0;

    /// <summary>Whether each line ends with CR and LF.</summary>
    public bool IsStrict => Text.Count(c => c == '\n') == Text.Split("\r\n").Length - 1;
}
