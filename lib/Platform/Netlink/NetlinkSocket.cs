using System.Diagnostics;

namespace NetAudit.Platform.Netlink;

/// <summary>A netlink socket of the namespace that the calling thread is in. Only asks; never changes anything.</summary>
internal sealed class NetlinkSocket : IDisposable
{
    /// <summary>Routes, links and their like.</summary>
    public const int Route = 0;

    /// <summary>Sockets.</summary>
    public const int SocketDiagnosis = 4;

    /// <summary>IPsec.</summary>
    public const int Xfrm = 6;

    private const int NetlinkFamily = 16;
    private const int RawCloseOnExec = 3 | 0x80000;
    private const int Truncate = 0x20;
    private const int DontWait = 0x40;
    private const short Readable = 1;
    private const int AddressLength = 12;

    /// <summary>The kernel fills at most 32 KiB; one long message may need more.</summary>
    private const int BufferLength = 64 * 1024;
    private const int MaxMessages = 500_000;
    private const long MaxBytes = 256L * 1024 * 1024;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    private readonly int descriptor;
    private readonly byte[] buffer = new byte[BufferLength];
    private readonly byte[] sender = new byte[AddressLength];
    private uint sequence;

    public NetlinkSocket(int protocol)
    {
        descriptor = LibC.Socket(NetlinkFamily, RawCloseOnExec, protocol);
        if (descriptor < 0)
        {
            throw new NetlinkException(Errno.Words(LibC.LastError()));
        }
    }

    /// <summary>Asks for all there is of a kind. Bounded in time, messages and bytes.</summary>
    /// <param name="type">The request's type.</param>
    /// <param name="payload">What follows the request's header.</param>
    /// <param name="parse">Reads an answer. What it is given is overwritten afterwards.</param>
    /// <exception cref="NetlinkException">The kernel refused, or did not answer in full.</exception>
    /// <exception cref="FormatException">An answer is malformed.</exception>
    public IReadOnlyList<T> Dump<T>(ushort type, byte[] payload, Func<NetlinkMessage, IEnumerable<T>> parse)
    {
        var clock = Stopwatch.StartNew();
        var tries = 0;
        do
        {
            // Not at once again: what changes it comes in bursts, as a container's start does.
            Thread.Sleep(Math.Min(tries, 20));
            tries++;
            if (DumpOnce(type, payload, parse, clock) is { } found)
            {
                return found;
            }
        }
        while (clock.Elapsed < Deadline);

        throw new NetlinkException($"it changed each of the {tries} times that it was read");
    }

    public void Dispose()
    {
        _ = LibC.Close(descriptor);

        // The kernel sends IPsec states with their keys: nothing of them stays in memory.
        Array.Clear(buffer, 0, buffer.Length);
    }

    /// <summary>Null when it changed meanwhile.</summary>
    private List<T>? DumpOnce<T>(ushort type, byte[] payload, Func<NetlinkMessage, IEnumerable<T>> parse, Stopwatch clock)
    {
        Send(NetlinkMessage.Dump(type, ++sequence, payload));
        var found = new List<T>();
        var interrupted = false;
        var messages = 0;
        var bytes = 0L;
        while (true)
        {
            var length = Receive(clock);
            bytes += length;
            foreach (var message in NetlinkMessage.Split(buffer, length))
            {
                // What an earlier, abandoned request still brings is of no interest.
                if (message.Sequence != sequence)
                {
                    continue;
                }

                interrupted |= (message.Flags & NetlinkMessage.Interrupted) != 0;
                if (message.Type is NetlinkMessage.Error or NetlinkMessage.Done)
                {
                    ThrowIfError(message);
                    return interrupted ? null : found;
                }

                found.AddRange(parse(message));
                if (++messages > MaxMessages || bytes > MaxBytes)
                {
                    throw new NetlinkException($"more than {MaxMessages} entries or {MaxBytes >> 20} MiB");
                }
            }
        }
    }

    /// <summary>Both kinds of end begin with a negative error code, or zero; old kernels' DONE may have none.</summary>
    private static void ThrowIfError(NetlinkMessage message)
    {
        var code = message.Payload.Length >= 4 ? message.Payload.Int32() : 0;
        if (code < 0 && code != int.MinValue)
        {
            throw new NetlinkException(Errno.Words(-code));
        }
    }

    private void Send(byte[] request)
    {
        nint sent;
        do
        {
            sent = LibC.Send(descriptor, request, request.Length, 0);
        }
        while (sent < 0 && LibC.LastError() == Errno.Interrupted);

        if (sent != request.Length)
        {
            throw new NetlinkException(sent < 0 ? Errno.Words(LibC.LastError()) : "the request was sent in part");
        }
    }

    /// <summary>The next datagram from the kernel. poll bounds the wait, so that a signal can't stretch it.</summary>
    private int Receive(Stopwatch clock)
    {
        while (true)
        {
            var left = (int)(Deadline - clock.Elapsed).TotalMilliseconds;
            if (left <= 0)
            {
                throw new NetlinkException($"no full answer within {Deadline.TotalSeconds:0} seconds");
            }

            var wait = new LibC.PollDescriptor { Descriptor = descriptor, Wanted = Readable };
            var senderLength = AddressLength;
            var length = LibC.Poll(ref wait, 1, left) switch
            {
                0 => 0,
                < 0 => -1,
                _ => LibC.ReceiveFrom(descriptor, buffer, buffer.Length, DontWait | Truncate, sender, ref senderLength),
            };
            if (length < 0 && LibC.LastError() is not (Errno.Interrupted or Errno.Again))
            {
                throw new NetlinkException(Errno.Words(LibC.LastError()));
            }

            if (length > buffer.Length)
            {
                throw new NetlinkException("an entry is too long");
            }

            // The kernel is port 0. Others could send here too.
            if (length > 0 && senderLength >= 8 && BitConverter.ToUInt32(sender, 4) == 0)
            {
                return (int)length;
            }
        }
    }
}
