using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace NetAudit.Paths.Transfers;

/// <summary>Sends data over one TCP connection for a while, as fast as it goes, and counts what arrives.</summary>
internal static class TcpTransfer
{
    private const int ChunkBytes = 128 * 1024;

    /// <summary>Does it; the calling thread sends, one of its own receives.</summary>
    /// <exception cref="IOException">It can't be; the message says why.</exception>
    public static TransferResult Run(TransferOrder order, CancellationToken cancellationToken)
    {
        using var sender = TransferSocket.Open(order.SenderFile, ProtocolType.Tcp, null, cancellationToken);
        using var receiver = Connect(order, sender, cancellationToken);

        // A reset in the end: a closed connection would be kept in the container's namespace for a minute.
        sender.LingerState = receiver.LingerState = new LingerOption(true, 0);
        var clock = Stopwatch.StartNew();
        var receiving = Task.Factory.StartNew(() => Receive(receiver, order, clock, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            Send(sender, order.Time, clock, cancellationToken);
        }
        finally
        {
            // It ends by itself: at the end of the data, at its own limit, or when cancelled.
            ((IAsyncResult)receiving).AsyncWaitHandle.WaitOne();
        }

        var (bytes, seconds) = receiving.GetAwaiter().GetResult();
        return new TransferResult(((IPEndPoint)sender.LocalEndPoint!).Address.ToString(), bytes, seconds);
    }

    /// <summary>Connects to a listener that is there for this connection alone.</summary>
    private static Socket Connect(TransferOrder order, Socket sender, CancellationToken cancellationToken)
    {
        using var listener = TransferSocket.Open(order.ReceiverFile, ProtocolType.Tcp, order.Target, cancellationToken);
        listener.Listen(1);
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        try
        {
            sender.Connect(order.Target, port);
        }
        catch (SocketException pending) when (pending.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            if (!TransferSocket.Await(sender, SelectMode.SelectWrite, order.Timeout, cancellationToken))
            {
                throw new IOException($"no connection to {order.Target}, port {port}, within {order.Timeout.TotalSeconds:0.###} s", pending);
            }
        }

        var marker = TransferSocket.Marker();
        _ = sender.Send(marker, 0, marker.Length, SocketFlags.None, out var error);
        if (error != SocketError.Success)
        {
            throw new IOException($"no connection to {order.Target}, port {port}: {error}");
        }

        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < order.Timeout && TransferSocket.Await(listener, SelectMode.SelectRead, order.Timeout, cancellationToken))
        {
            var receiver = listener.Accept();
            if (IsOwn(receiver, marker, order, cancellationToken))
            {
                return receiver;
            }

            receiver.Dispose();
        }

        throw new IOException($"{order.Target}, port {port}, took the connection, but it did not arrive in the target's namespace: another host has the address");
    }

    private static bool IsOwn(Socket receiver, byte[] marker, TransferOrder order, CancellationToken cancellationToken)
    {
        receiver.Blocking = false;
        var received = new byte[marker.Length];
        return TransferSocket.Await(receiver, SelectMode.SelectRead, order.Timeout, cancellationToken)
            && receiver.Receive(received, 0, received.Length, SocketFlags.None, out _) == marker.Length && received.SequenceEqual(marker);
    }

    private static void Send(Socket sender, TimeSpan time, Stopwatch clock, CancellationToken cancellationToken)
    {
        var chunk = new byte[ChunkBytes];
        while (clock.Elapsed < time)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _ = sender.Send(chunk, 0, chunk.Length, SocketFlags.None, out var error);
            if (error is SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable)
            {
                _ = sender.Poll(TransferSocket.Slice, SelectMode.SelectWrite);
            }
            else if (error != SocketError.Success)
            {
                throw new IOException($"the connection broke after {clock.Elapsed.TotalSeconds:0.###} s: {error}");
            }
        }

        sender.Shutdown(SocketShutdown.Send);
    }

    private static (long Bytes, double Seconds) Receive(Socket receiver, TransferOrder order, Stopwatch clock, CancellationToken cancellationToken)
    {
        var chunk = new byte[ChunkBytes];
        var (bytes, last) = (0L, TimeSpan.Zero);
        while (clock.Elapsed < order.Time + order.Timeout && !cancellationToken.IsCancellationRequested)
        {
            var length = receiver.Receive(chunk, 0, chunk.Length, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                _ = receiver.Poll(TransferSocket.Slice, SelectMode.SelectRead);
            }
            else if (error != SocketError.Success || length == 0)
            {
                break;
            }
            else
            {
                (bytes, last) = (bytes + length, clock.Elapsed);
            }
        }

        return (bytes, last.TotalSeconds);
    }
}
