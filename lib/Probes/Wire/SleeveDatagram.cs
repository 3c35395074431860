using NetAudit.Platform.Sockets;

namespace NetAudit.Probes.Wire;

/// <summary>
/// The UDP payload of Weave's sleeve (router/frame_crypto.go): the sender's name and then frames, each after both peers' names and its
/// length. Frames that wait at one time share a datagram. With a password, a number and one sealed box follow the name.
/// </summary>
internal static class SleeveDatagram
{
    private const int Name = 6;
    private const int FrameHeader = Name + Name + 2;

    /// <summary>
    /// Whether its frames are readable: each one's length leads to the next, and the last one's to the end. In a sealed box that only
    /// happens by chance.
    /// </summary>
    /// <param name="data">Its beginning, as far as it was captured.</param>
    /// <param name="length">Its whole length.</param>
    public static bool IsPlain(byte[] data, int length)
    {
        var at = Name;
        while (at + FrameHeader <= Math.Min(data.Length, length))
        {
            at += FrameHeader + ((data[at + FrameHeader - 2] << 8) | data[at + FrameHeader - 1]);
        }

        // Nothing is known beyond what was captured; a remainder before the end isn't a frame.
        return at > Name && (at == length || (at < length && at >= data.Length));
    }

    /// <summary>The length of a UDP datagram's data, by its header; if the header can't be right, the captured length.</summary>
    public static int DataLength(IPv4Packet packet, int headerLength)
    {
        var told = ((packet.Payload[4] << 8) | packet.Payload[5]) - headerLength;
        return Math.Max(told, packet.Payload.Length - headerLength);
    }
}
