using System.Diagnostics;
using NetAudit.Platform;
using NetAudit.Platform.Sockets;

namespace NetAudit.Paths.Transfers;

/// <summary>Sends UDP datagrams for a while, as fast as the kernel takes them, and counts what arrives.</summary>
internal static class UdpTransfer
{
    private const int BufferBytes = 4 * 1024 * 1024;

    /// <summary>How long no datagram may arrive, after the last was sent, to count as the end.</summary>
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs the transfer. The calling thread sends; another one, made for this, receives.</summary>
    /// <exception cref="IOException">The transfer fails; the message says why.</exception>
    public static TransferResult Run(TransferOrder order, CancellationToken cancellationToken)
    {
        using var receiver = TransferSocket.Open(order.ReceiverFile, SocketKind.Udp, order.Target);
        using var sender = TransferSocket.Open(order.SenderFile, SocketKind.Udp, null);
        TransferSocket.MakeRoom(receiver, BufferBytes);
        var target = receiver.LocalEnd ?? throw new IOException($"no port to receive on at {order.Target}");
        if (sender.Connect(target) is < 0 and var error)
        {
            throw new IOException($"datagrams can't be sent to {target}: {Errno.Words(-error)}");
        }

        byte[] marker = TransferSocket.Marker();
        byte[] datagram = [.. marker, .. new byte[order.DatagramBytes - marker.Length]];
        var clock = Stopwatch.StartNew();
        using var sent = new ManualResetEventSlim();
        var incoming = new Incoming(receiver, marker, order, clock, sent);
        var receiving = Task.Factory.StartNew(
            () => Receive(incoming, cancellationToken),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        var meter = new LoadMeter();
        long count;
        TransferLoad load;
        try
        {
            count = Send(sender, datagram, order.Time, meter, cancellationToken);
            load = meter.Read(sender);
        }
        finally
        {
            sent.Set();
            ((IAsyncResult)receiving).AsyncWaitHandle.WaitOne();
        }

        var received = receiving.GetAwaiter().GetResult();
        return new TransferResult($"{sender.LocalEnd?.Address}", received * datagram.Length, load.Time)
        {
            Sent = count,
            Received = received,
            Overrun = TransferSocket.Overrun(receiver),
            Load = load,
        };
    }

    private static long Send(KernelSocket sender, byte[] datagram, TimeSpan time, LoadMeter meter, CancellationToken cancellationToken)
    {
        var count = 0L;
        while (meter.Elapsed < time)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var sent = sender.Send(datagram, datagram.Length);
            if (sent >= 0)
            {
                count++;
            }
            else if (TransferSocket.IsForLater(sent))
            {
                meter.Wait(sender);
            }
            else
            {
                throw new IOException($"datagrams from {sender.LocalEnd} can't be sent: {Errno.Words(-sent)}");
            }
        }

        return count;
    }

    private static long Receive(Incoming incoming, CancellationToken cancellationToken)
    {
        var (receiver, marker, order, clock, sent) = incoming;
        var buffer = new byte[order.DatagramBytes + 1];
        var count = 0L;
        var heard = Stopwatch.StartNew();
        while (!cancellationToken.IsCancellationRequested && clock.Elapsed < order.Time + order.Timeout)
        {
            var length = receiver.Receive(buffer);
            if (length == order.DatagramBytes && buffer.AsSpan(0, marker.Length).SequenceEqual(marker))
            {
                count++;
                heard.Restart();
            }
            else if (TransferSocket.IsForLater(length))
            {
                if (sent.IsSet && heard.Elapsed > s_quiet)
                {
                    break;
                }

                _ = receiver.Wait(KernelSocket.Readable, TransferSocket.Slice);
            }
        }

        return count;
    }

    /// <summary>What the receiver needs: its socket, the marker, and how the end is recognised.</summary>
    private sealed record Incoming(KernelSocket Receiver, byte[] Marker, TransferOrder Order, Stopwatch Clock, ManualResetEventSlim Sent);
}
