using System.Diagnostics;
using System.Net;
using NetAudit.Platform;
using NetAudit.Platform.Sockets;

namespace NetAudit.Paths.Transfers;

/// <summary>Sends data over one TCP connection for a while, as fast as possible, and counts what arrives.</summary>
internal static class TcpTransfer
{
    private const int ChunkBytes = 128 * 1024;

    /// <summary>Runs the transfer. The calling thread sends; another one, made for this, receives.</summary>
    /// <exception cref="IOException">The transfer fails; the message says why.</exception>
    public static TransferResult Run(TransferOrder order, CancellationToken cancellationToken)
    {
        using var sender = TransferSocket.Open(order.SenderFile, SocketKind.Tcp, null);
        using var receiver = Connect(order, sender, cancellationToken);
        TransferSocket.EndWithReset(sender);
        TransferSocket.EndWithReset(receiver);
        var clock = Stopwatch.StartNew();
        var receiving = Task.Factory.StartNew(
            () => Receive(receiver, order, clock, cancellationToken),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        TransferLoad load;
        try
        {
            load = Send(sender, order.Time, cancellationToken);
        }
        finally
        {
            // It ends by itself: at the end of the data, at its own limit, or when cancelled.
            ((IAsyncResult)receiving).AsyncWaitHandle.WaitOne();
        }

        var received = receiving.GetAwaiter().GetResult();
        return new TransferResult($"{sender.LocalEnd?.Address}", received.Bytes, received.Seconds)
        {
            Load = load with { CutOff = received.CutOff },
        };
    }

    /// <summary>Connects to a listener that exists for this connection only.</summary>
    private static KernelSocket Connect(TransferOrder order, KernelSocket sender, CancellationToken cancellationToken)
    {
        using var listener = TransferSocket.Open(order.ReceiverFile, SocketKind.Tcp, order.Target);
        var refusal = listener.Listen(1);
        var port = listener.LocalEnd?.Port ?? 0;
        var target = $"{order.Target}, port {port}";
        var marker = TransferSocket.Marker();
        var error = refusal < 0 ? refusal : sender.Connect(new IPEndPoint(order.Target, port));
        if (error == -Errno.InProgress)
        {
            error = TransferSocket.Await(sender, KernelSocket.Writable, order.Timeout, cancellationToken)
                ? 0
                : throw new IOException($"no connection to {target}, within {order.Timeout.TotalSeconds:0.###} s");
        }

        // If the connection was refused, this call returns the error.
        error = error < 0 ? error : sender.Send(marker, marker.Length);
        if (error < 0)
        {
            throw new IOException($"no connection to {target}: {Errno.Words(-error)}");
        }

        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < order.Timeout && TransferSocket.Await(listener, KernelSocket.Readable, order.Timeout, cancellationToken))
        {
            var receiver = listener.Accept();
            if (receiver is not null && IsOwn(receiver, marker, order, cancellationToken))
            {
                return receiver;
            }

            receiver?.Dispose();
        }

        throw new IOException(
            $"{target} took the connection, but it did not arrive in the target's namespace: another host has the address"
        );
    }

    private static bool IsOwn(KernelSocket receiver, byte[] marker, TransferOrder order, CancellationToken cancellationToken)
    {
        var received = new byte[marker.Length];
        return TransferSocket.Await(receiver, KernelSocket.Readable, order.Timeout, cancellationToken)
            && receiver.Receive(received) == marker.Length
            && received.SequenceEqual(marker);
    }

    private static TransferLoad Send(KernelSocket sender, TimeSpan time, CancellationToken cancellationToken)
    {
        var meter = new LoadMeter();
        var chunk = new byte[ChunkBytes];
        while (meter.Elapsed < time)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var sent = sender.Send(chunk, chunk.Length);
            if (TransferSocket.IsForLater(sent))
            {
                meter.Wait(sender);
            }
            else if (sent < 0)
            {
                throw new IOException($"the connection broke after {meter.Elapsed.TotalSeconds:0.###} s: {Errno.Words(-sent)}");
            }
        }

        var load = meter.Read(sender);
        _ = sender.EndSending();
        return load;
    }

    private static Received Receive(KernelSocket receiver, TransferOrder order, Stopwatch clock, CancellationToken cancellationToken)
    {
        var chunk = new byte[ChunkBytes];
        var (bytes, last, ended) = (0L, TimeSpan.Zero, false);
        while (!ended && clock.Elapsed < order.Time + order.Timeout && !cancellationToken.IsCancellationRequested)
        {
            var length = receiver.Receive(chunk);
            if (TransferSocket.IsForLater(length))
            {
                _ = receiver.Wait(KernelSocket.Readable, TransferSocket.Slice);
            }
            else if (length <= 0)
            {
                ended = true;
            }
            else
            {
                (bytes, last) = (bytes + length, clock.Elapsed);
            }
        }

        return new(bytes, last.TotalSeconds, CutOff: !ended);
    }

    /// <summary>The bytes that arrived, until when, and whether more were still to come.</summary>
    private sealed record Received(long Bytes, double Seconds, bool CutOff);
}
