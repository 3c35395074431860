using System.Text;
using NetAudit.Collection.Formats;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;
using Newtonsoft.Json;

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

    /// <summary>Asks for the report over a TCP socket of the router's network namespace, and closes the socket.</summary>
    /// <exception cref="IOException">It doesn't answer, or not with a report.</exception>
    /// <exception cref="TimeoutException">It takes longer than the limit.</exception>
    public static WeaveReport Ask(KernelSocket socket, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var connection = new LocalConnection(socket, limit, cancellationToken);
        connection.Open(Port);

        // HTTP/1.0, so that the answer comes in one piece and ends with the connection.
        connection.Send(Encoding.ASCII.GetBytes($"GET /report HTTP/1.0\r\nHost: 127.0.0.1:{Port}\r\nAccept: application/json\r\n\r\n"));
        return Report(Encoding.UTF8.GetString(connection.ReadToEnd(MostBytes)));
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
            return Json.ParseAnswer(new StringReader(answer[(body + 4)..])) is JsonObject report
                ? WeaveReportJson.Read(report)
                : throw new JsonReaderException("It is no object.");
        }
        catch (JsonException problem)
        {
            throw new IOException($"127.0.0.1:{Port} answered something that isn't JSON", problem);
        }
    }
}
