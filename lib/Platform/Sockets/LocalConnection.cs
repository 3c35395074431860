using System.Diagnostics;
using System.Net;

namespace NetAudit.Platform.Sockets;

/// <summary>A TCP connection to 127.0.0.1 of the socket's network namespace, bounded in time.</summary>
/// <param name="socket">A TCP socket, which is closed in the end.</param>
/// <param name="limit">The time limit for the whole exchange.</param>
/// <param name="cancellationToken">Ends it at once.</param>
internal sealed class LocalConnection(KernelSocket socket, TimeSpan limit, CancellationToken cancellationToken) : IDisposable
{
    private const int Slice = 50;
    private const int SocketLevel = 1;
    private const int LastError = 4;

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private string _end = "";

    /// <summary>Connects to a port.</summary>
    /// <exception cref="IOException">The connection fails; the message says why.</exception>
    public void Open(int port)
    {
        _end = $"{IPAddress.Loopback}:{port}";
        var error = socket.Error != 0 ? -socket.Error : socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
        if (error == -Errno.InProgress)
        {
            Await(KernelSocket.Writable);
            var last = new byte[sizeof(int)];
            _ = socket.GetOption(SocketLevel, LastError, last);
            error = -BitConverter.ToInt32(last, 0);
        }

        ThrowIf(error);
    }

    /// <summary>Sends a short request.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public void Send(byte[] request) => ThrowIf(socket.Send(request, request.Length));

    /// <summary>Reads until the other end has closed.</summary>
    /// <exception cref="IOException">The connection broke, or there is more data than the limit.</exception>
    public byte[] ReadToEnd(int mostBytes)
    {
        using var answer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        while (true)
        {
            var length = socket.Receive(chunk);
            if (length == 0)
            {
                return answer.ToArray();
            }

            if (length == -Errno.Again)
            {
                Await(KernelSocket.Readable);
                continue;
            }

            ThrowIf(length);
            if (answer.Length + length > mostBytes)
            {
                throw new IOException($"the answer is larger than {mostBytes / 1024 / 1024} MiB");
            }

            answer.Write(chunk, 0, length);
        }
    }

    /// <inheritdoc />
    public void Dispose() => socket.Dispose();

    private void Await(short wanted)
    {
        while (!socket.Wait(wanted, Slice))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_clock.Elapsed > limit)
            {
                throw new TimeoutException($"no answer within {limit.TotalSeconds:0} s");
            }
        }
    }

    private void ThrowIf(int result)
    {
        if (result < 0)
        {
            throw new IOException($"{_end} can't be asked: {Errno.Words(-result)}");
        }
    }
}
