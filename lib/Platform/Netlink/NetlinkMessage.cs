namespace NetAudit.Platform.Netlink;

/// <summary>A netlink message: its header and payload.</summary>
internal readonly record struct NetlinkMessage(ushort Type, ushort Flags, uint Sequence, NetlinkBytes Payload)
{
    public const int HeaderLength = 16;
    public const ushort Error = 2;
    public const ushort Done = 3;

    /// <summary>NLM_F_DUMP_INTR: the entries changed meanwhile, so one may be listed twice or missing.</summary>
    public const ushort Interrupted = 0x10;

    /// <summary>NLM_F_REQUEST and NLM_F_DUMP.</summary>
    private const ushort DumpRequest = 0x301;

    /// <summary>The messages of a datagram.</summary>
    /// <exception cref="FormatException">A message is cut short.</exception>
    public static IEnumerable<NetlinkMessage> Split(byte[] datagram, int length)
    {
        var bytes = new NetlinkBytes(datagram, 0, length);
        while (bytes.Length >= HeaderLength)
        {
            var messageLength = bytes.Int32();
            if (messageLength < HeaderLength || messageLength > bytes.Length)
            {
                throw new FormatException("A netlink message is cut short.");
            }

            var payload = bytes.Slice(HeaderLength, messageLength - HeaderLength);
            yield return new NetlinkMessage(bytes.UInt16(4), bytes.UInt16(6), bytes.UInt32(8), payload);
            bytes = bytes.From(Math.Min(NetlinkAttributes.Aligned(messageLength), bytes.Length));
        }
    }

    /// <summary>A request for all entries of a kind.</summary>
    public static byte[] Dump(ushort type, uint sequence, byte[] payload)
    {
        var message = new byte[HeaderLength + payload.Length];
        BitConverter.GetBytes(message.Length).CopyTo(message, 0);
        BitConverter.GetBytes(type).CopyTo(message, 4);
        BitConverter.GetBytes(DumpRequest).CopyTo(message, 6);
        BitConverter.GetBytes(sequence).CopyTo(message, 8);
        payload.CopyTo(message, HeaderLength);
        return message;
    }
}
