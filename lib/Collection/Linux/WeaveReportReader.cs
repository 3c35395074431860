using System.Net;
using System.Net.Sockets;
using System.Text;
using NetAudit.Collection.Formats;
using NetAudit.Snapshots;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Socket = System.Net.Sockets.Socket;

namespace NetAudit.Collection.Linux;

/// <summary>Asks the Weave router for its report: a local page that only reads.</summary>
internal static class WeaveReportReader
{
    public const int Port = 6784;

    private const int MostBytes = 8 * 1024 * 1024;

    /// <summary>Whether a Weave router may be there to ask.</summary>
    public static bool MayAnswer(NetworkNamespace? host, IReadOnlyList<HostProcess>? processes) =>
        processes?.Any(process => process.Name == "weaver") == true
        || host?.Listeners?.Any(socket => socket.LocalPort == Port && socket.LocalAddress is "127.0.0.1") == true;

    /// <summary>A socket in the network namespace of the calling thread, where it stays whichever thread then uses it.</summary>
    public static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <summary>Asks over the socket, which is closed then.</summary>
    /// <exception cref="IOException">It doesn't answer, or not with a report.</exception>
    public static async Task<WeaveReport> AskAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, Port).ConfigureAwait(false);

                // HTTP/1.0, so that the answer comes in one piece and ends with the connection.
                var request = Encoding.ASCII.GetBytes($"GET /report HTTP/1.0\r\nHost: 127.0.0.1:{Port}\r\nAccept: application/json\r\n\r\n");
                await socket.SendAsync(new ArraySegment<byte>(request), SocketFlags.None).ConfigureAwait(false);
                return Report(await AnswerAsync(socket).ConfigureAwait(false));
            }
            catch (SocketException problem)
            {
                throw new IOException($"127.0.0.1:{Port} can't be asked: {problem.Message}", problem);
            }
        }
    }

    /// <summary>Reads an HTTP answer.</summary>
    /// <exception cref="IOException">It isn't a report.</exception>
    public static WeaveReport Report(string answer)
    {
        var status = answer.Split([' '], 3);
        var body = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (body < 0 || status.Length < 3 || !status[0].StartsWith("HTTP/1.", StringComparison.Ordinal))
        {
            throw new IOException($"127.0.0.1:{Port} doesn't speak HTTP");
        }

        if (status[1] != "200")
        {
            throw new IOException($"127.0.0.1:{Port} refused: {new string([.. status[1].Take(3)])}");
        }

        try
        {
            return WeaveReportJson.Read(JObject.Parse(answer[(body + 4)..]));
        }
        catch (JsonException problem)
        {
            throw new IOException($"127.0.0.1:{Port} answered something that isn't JSON", problem);
        }
    }

    private static async Task<string> AnswerAsync(Socket socket)
    {
        using var answer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int count;
        while ((count = await socket.ReceiveAsync(new ArraySegment<byte>(chunk), SocketFlags.None).ConfigureAwait(false)) > 0)
        {
            if (answer.Length + count > MostBytes)
            {
                throw new IOException($"the answer is larger than {MostBytes / 1024 / 1024} MiB");
            }

            answer.Write(chunk, 0, count);
        }

        return Encoding.UTF8.GetString(answer.GetBuffer(), 0, (int)answer.Length);
    }
}
