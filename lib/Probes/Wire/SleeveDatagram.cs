using NetAudit.Platform.Sockets;

namespace NetAudit.Probes.Wire;

/// <summary>
/// What follows the UDP header of Weave's sleeve (router/frame_crypto.go): the sender's name and frames in a row, each behind both peers'
/// names and its length. Frames that are there at one time share a datagram. With a password a number and one sealed box follow the name.
/// </summary>
internal static class SleeveDatagram
{
    private const int Name = 6;
    private const int FrameHeader = Name + Name + 2;

    /// <summary>
    /// Whether its frames are there to read: each one's length leads to the next, and the last one's to the end. In a sealed box that
    /// happens by chance alone.
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

        // Beyond what was captured nothing is known; before the end a rest is none of a frame.
        return at > Name && (at == length || (at < length && at >= data.Length));
    }

    /// <summary>The length of a UDP datagram's data, by its header; if the header can't be right, the captured length.</summary>
    public static int DataLength(IPv4Packet packet, int headerLength)
    {
        var told = ((packet.Payload[4] << 8) | packet.Payload[5]) - headerLength;
        return Math.Max(told, packet.Payload.Length - headerLength);
    }
}
