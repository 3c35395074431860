using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace NetAudit.Platform.Sockets;

/// <summary>The outcome of a question to a name server.</summary>
/// <param name="Answer">The answer; null if no readable one came.</param>
/// <param name="Error">The kernel's error: an ICMP port unreachable is ECONNREFUSED, and ends the wait at once; 0 for none.</param>
/// <param name="Malformed">Why an answer can't be read; null if none was malformed.</param>
/// <param name="Took">How long the question took.</param>
internal sealed record DnsOutcome(DnsMessage? Answer, int Error, string? Malformed, TimeSpan Took);

/// <summary>A question to a name server over UDP, from a network namespace.</summary>
internal static class DnsQuery
{
    private const int Port = 53;
    private const int Slice = 50;
    private const int LongestAnswer = 4096;

    /// <summary>Asks once.</summary>
    /// <param name="namespaceFile">The network namespace.</param>
    /// <param name="server">The name server.</param>
    /// <param name="name">The name that is asked for.</param>
    /// <param name="type">What is asked for.</param>
    /// <param name="timeout">How long the answer is waited for.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="IOException">The namespace can't be entered; the message says why.</exception>
    public static DnsOutcome Ask(
        string namespaceFile,
        IPAddress server,
        string name,
        DnsType type,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        var question = DnsMessage.Question(Id(), name, type);
        var kind = server.AddressFamily == AddressFamily.InterNetworkV6 ? SocketKind.UdpV6 : SocketKind.Udp;
        using var socket = NamespaceSockets.OpenAll(namespaceFile, [kind])[0];
        var clock = Stopwatch.StartNew();

        // Connected, so that only the server's datagrams come in, and its host's ICMP errors are reported.
        var error = Math.Min(0, socket.Connect(new IPEndPoint(server, Port)));
        error = error < 0 ? error : Math.Min(0, socket.Send(question, question.Length));
        return error < 0 ? new DnsOutcome(null, -error, null, clock.Elapsed) : Await(socket, question, clock, timeout, cancellationToken);
    }

    private static DnsOutcome Await(
        KernelSocket socket,
        byte[] question,
        Stopwatch clock,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        var buffer = new byte[LongestAnswer];
        string? malformed = null;
        while (clock.Elapsed < timeout)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var left = (timeout - clock.Elapsed).TotalMilliseconds;
            _ = socket.Wait(KernelSocket.Readable, (int)Math.Ceiling(Math.Max(0, Math.Min(Slice, left))));
            var length = socket.Receive(buffer);
            if (length < 0)
            {
                if (length is -Errno.Again or -Errno.Interrupted)
                {
                    continue;
                }

                return new DnsOutcome(null, -length, null, clock.Elapsed);
            }

            try
            {
                if (DnsMessage.ReadAnswer(buffer, length, question) is { } answer)
                {
                    return new DnsOutcome(answer, 0, null, clock.Elapsed);
                }
            }
            catch (FormatException problem)
            {
                malformed = problem.Message;
            }
        }

        return new DnsOutcome(null, 0, malformed, clock.Elapsed);
    }

    private static ushort Id()
    {
        var id = new byte[sizeof(ushort)];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(id);
        return BitConverter.ToUInt16(id, 0);
    }
}
