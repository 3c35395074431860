using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace NetAudit.Paths.Transfers;

/// <summary>Sends UDP datagrams for a while, as fast as the kernel takes them, and counts what arrives.</summary>
internal static class UdpTransfer
{
    private const int BufferBytes = 4 * 1024 * 1024;

    /// <summary>After the last datagram was sent, how long it must be quiet to be the end.</summary>
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(200);

    /// <summary>Does it; the calling thread sends, one of its own receives.</summary>
    /// <exception cref="IOException">It can't be; the message says why.</exception>
    public static TransferResult Run(TransferOrder order, CancellationToken cancellationToken)
    {
        using var receiver = TransferSocket.Open(order.ReceiverFile, ProtocolType.Udp, order.Target, cancellationToken);
        using var sender = TransferSocket.Open(order.SenderFile, ProtocolType.Udp, null, cancellationToken);
        receiver.ReceiveBufferSize = BufferBytes;
        sender.Connect(receiver.LocalEndPoint!);
        byte[] marker = TransferSocket.Marker();
        byte[] datagram = [.. marker, .. new byte[order.DatagramBytes - marker.Length]];
        var clock = Stopwatch.StartNew();
        using var sent = new ManualResetEventSlim();
        var receiving = Task.Factory.StartNew(() => Receive(receiver, marker, order, clock, sent, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        long count;
        try
        {
            count = Send(sender, datagram, order.Time, clock, cancellationToken);
        }
        finally
        {
            sent.Set();
            ((IAsyncResult)receiving).AsyncWaitHandle.WaitOne();
        }

        var (received, seconds) = receiving.GetAwaiter().GetResult();
        return new TransferResult(((IPEndPoint)sender.LocalEndPoint!).Address.ToString(), received * datagram.Length, seconds)
        {
            Sent = count,
            Received = received,
            Overrun = TransferSocket.Overrun(receiver),
        };
    }

    private static long Send(Socket sender, byte[] datagram, TimeSpan time, Stopwatch clock, CancellationToken cancellationToken)
    {
        var count = 0L;
        while (clock.Elapsed < time)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _ = sender.Send(datagram, 0, datagram.Length, SocketFlags.None, out var error);
            if (error == SocketError.Success)
            {
                count++;
            }
            else if (error is SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable)
            {
                _ = sender.Poll(TransferSocket.Slice, SelectMode.SelectWrite);
            }
            else
            {
                throw new IOException($"datagrams can't be sent to {sender.RemoteEndPoint}: {error}");
            }
        }

        return count;
    }

    private static (long Count, double Seconds) Receive(Socket receiver, byte[] marker, TransferOrder order, Stopwatch clock, ManualResetEventSlim sent, CancellationToken cancellationToken)
    {
        var buffer = new byte[order.DatagramBytes + 1];
        var (count, last) = (0L, TimeSpan.Zero);
        var heard = Stopwatch.StartNew();
        while (!cancellationToken.IsCancellationRequested && clock.Elapsed < order.Time + order.Timeout)
        {
            var length = receiver.Receive(buffer, 0, buffer.Length, SocketFlags.None, out var error);
            if (error == SocketError.Success && length == order.DatagramBytes && buffer.AsSpan(0, marker.Length).SequenceEqual(marker))
            {
                (count, last) = (count + 1, clock.Elapsed);
                heard.Restart();
            }
            else if (error == SocketError.WouldBlock)
            {
                if (sent.IsSet && heard.Elapsed > s_quiet)
                {
                    break;
                }

                _ = receiver.Poll(TransferSocket.Slice, SelectMode.SelectRead);
            }
        }

        return (count, last.TotalSeconds);
    }
}
