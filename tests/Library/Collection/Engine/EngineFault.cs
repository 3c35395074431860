using System.Text;

namespace NetAudit.Library.Tests.Collection.Engine;

/// <summary>The faults that an answer can have. tests/Faults lists them with their results.</summary>
internal static class EngineFault
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private const int Gigabyte = 1_000_000_000;

    private static readonly byte[] s_blanks = Encoding.ASCII.GetBytes(new string(' ', 1024 * 1024));

    /// <summary>The faults by name.</summary>
    public static IReadOnlyDictionary<string, Func<Stream, CancellationToken, Task>> All { get; } =
        new Dictionary<string, Func<Stream, CancellationToken, Task>>
        {
            ["killed"] = (stream, end) => SayAsync(stream, Head + "Content-Length: 5000\r\n\r\n[{\"Id\":", end),
            ["closed"] = (_, _) => Task.CompletedTask,
            ["gone"] = (stream, end) =>
                SayAsync(stream, "HTTP/1.1 404 Not Found\r\nContent-Length: 21\r\n\r\n{\"message\":\"not here\"}", end),
            ["garbage"] = (stream, end) => SayAsync(stream, Head + "Content-Length: 9\r\n\r\n\0\u0001{]<html", end),
            ["noise"] = (stream, end) => SayAsync(stream, "\0\u0001\u0002 no HTTP at all\r\n\r\n", end),
            ["gigabyte"] = GigabyteAsync,
            ["endless"] = EndlessAsync,
            ["silent"] = (_, end) => Task.Delay(Timeout.Infinite, end),
            ["half"] = HalfAsync,
            ["drip"] = DripAsync,
        };

    /// <summary>Whether the fault never ends by itself.</summary>
    public static bool Waits(string name) => name is "silent" or "half" or "drip";

    private static async Task GigabyteAsync(Stream stream, CancellationToken end)
    {
        await SayAsync(stream, Head + $"Content-Length: {Gigabyte}\r\n\r\n", end);
        for (var sent = 0; sent < Gigabyte; sent += s_blanks.Length)
        {
            await stream.WriteAsync(s_blanks, end);
        }
    }

    private static async Task EndlessAsync(Stream stream, CancellationToken end)
    {
        await SayAsync(stream, Head + "\r\n", end);
        while (true)
        {
            await stream.WriteAsync(s_blanks, end);
        }
    }

    private static async Task HalfAsync(Stream stream, CancellationToken end)
    {
        await SayAsync(stream, Head + "Content-Length: 100\r\n\r\n[{", end);
        await Task.Delay(Timeout.Infinite, end);
    }

    private static async Task DripAsync(Stream stream, CancellationToken end)
    {
        await SayAsync(stream, Head + "Content-Length: 100000\r\n\r\n", end);
        while (true)
        {
            await SayAsync(stream, " ", end);
            await Task.Delay(20, end);
        }
    }

    private static Task SayAsync(Stream stream, string text, CancellationToken end) =>
        stream.WriteAsync(Encoding.Latin1.GetBytes(text), end).AsTask();
}
