using System.Diagnostics;
using NetAudit.Platform.Sockets;

namespace NetAudit.Platform.Netlink;

/// <summary>Queries the kernel over a netlink socket about the namespace that the socket was made in. It never changes anything.</summary>
/// <param name="socket">The socket. Its owner closes it.</param>
/// <param name="buffer">A buffer for answers, which several sockets may share one after another: <see cref="BufferLength"/>.</param>
internal sealed class NetlinkSocket(KernelSocket socket, byte[] buffer)
{
    /// <summary>The kernel fills at most 32 KiB; one long message may need more.</summary>
    public const int BufferLength = 64 * 1024;

    private const int Truncate = 0x20;
    private const int AddressLength = 12;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    private readonly byte[] sender = new byte[AddressLength];
    private uint sequence;
    private bool isAnswering;

    /// <summary>Requests all entries of a kind, with limits of time, messages and bytes.</summary>
    /// <param name="type">The request's type.</param>
    /// <param name="payload">The request's payload.</param>
    /// <param name="parse">Reads a message. Its buffer is overwritten afterwards.</param>
    /// <exception cref="NetlinkException">The kernel refused, or did not answer in full.</exception>
    /// <exception cref="FormatException">An answer is malformed.</exception>
    public IReadOnlyList<T> Dump<T>(ushort type, byte[] payload, Func<NetlinkMessage, IEnumerable<T>> parse)
    {
        var clock = Stopwatch.StartNew();
        var tries = 0;
        do
        {
            if (DumpOnce(type, payload, parse, clock) is { } found)
            {
                return found;
            }

            // Not again at once: changes come in bursts, as when a container starts.
            tries++;
            Thread.Sleep(Math.Min(tries, 20));
        } while (clock.Elapsed < Deadline);

        throw new NetlinkException($"it changed each of the {tries} times that it was read");
    }

    /// <summary>Null if the entries changed meanwhile.</summary>
    private List<T>? DumpOnce<T>(ushort type, byte[] payload, Func<NetlinkMessage, IEnumerable<T>> parse, Stopwatch clock)
    {
        // The kernel takes no other request while it still answers one.
        while (isAnswering)
        {
            isAnswering = !NetlinkMessage.Split(buffer, Receive(clock)).Any(IsEnd);
        }

        Send(NetlinkMessage.Dump(type, ++sequence, payload));
        isAnswering = true;
        var answer = new DumpAnswer<T>(parse);
        while (true)
        {
            // Answers to an earlier, abandoned request are skipped.
            var length = Receive(clock);
            foreach (var message in NetlinkMessage.Split(buffer, length).Where(message => message.Sequence == sequence))
            {
                if (IsEnd(message))
                {
                    isAnswering = false;
                    ThrowIfError(message);
                    return answer.Found(message);
                }

                answer.Add(message);
            }
        }
    }

    /// <summary>Both kinds of end begin with a negative error code, or zero; old kernels' DONE may have none.</summary>
    private static void ThrowIfError(NetlinkMessage message)
    {
        var code = message.Payload.Length >= 4 ? message.Payload.Int32() : 0;
        if (code < 0 && code != int.MinValue)
        {
            throw new NetlinkException(-code);
        }
    }

    private bool IsEnd(NetlinkMessage message) =>
        message.Sequence == sequence && message.Type is (NetlinkMessage.Error or NetlinkMessage.Done);

    private void Send(byte[] request)
    {
        int sent;
        do
        {
            sent = socket.Send(request, request.Length);
        } while (sent == -Errno.Interrupted);

        if (sent != request.Length)
        {
            throw sent < 0 ? new NetlinkException(-sent) : new NetlinkException("the request was sent in part");
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
                throw NetlinkException.NoAnswerWithin(Deadline);
            }

            // Most answers are there at once.
            var length = socket.Receive(buffer, Truncate, sender, out var senderLength);
            if (length == -Errno.Again)
            {
                _ = socket.Wait(KernelSocket.Readable, left);
                continue;
            }

            if (length < 0 && length != -Errno.Interrupted)
            {
                throw new NetlinkException(-length);
            }

            if (length > buffer.Length)
            {
                throw new NetlinkException("an entry is too long");
            }

            // The kernel is port 0. Others could send here too.
            if (length > 0 && senderLength >= 8 && BitConverter.ToUInt32(sender, 4) == 0)
            {
                return length;
            }
        }
    }
}
