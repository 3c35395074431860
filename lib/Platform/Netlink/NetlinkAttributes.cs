namespace NetAudit.Platform.Netlink;

/// <summary>The attributes of a message, by type. They are read where they are, so only while the message is.</summary>
internal readonly struct NetlinkAttributes
{
    private const int HeaderLength = 4;

    /// <summary>Masks out the flags for "nested" and "network byte order".</summary>
    private const int TypeMask = 0x3fff;

    private readonly NetlinkBytes _all;

    private NetlinkAttributes(NetlinkBytes all) => _all = all;

    /// <summary>An attribute's value; null if there is none. As for the kernel, the last one of a type counts.</summary>
    public NetlinkBytes? this[int type]
    {
        get
        {
            // A message has few attributes, so a search takes less than a table of them.
            NetlinkBytes? found = null;
            for (var left = _all; left.Length >= HeaderLength; left = After(left))
            {
                if ((left.UInt16(2) & TypeMask) == type)
                {
                    found = left.Slice(HeaderLength, left.UInt16() - HeaderLength);
                }
            }

            return found;
        }
    }

    /// <summary>Lengths are rounded up to four.</summary>
    public static int Aligned(int length) => length > int.MaxValue - 3 ? length : (length + 3) & ~3;

    /// <exception cref="FormatException">An attribute is cut short.</exception>
    public static NetlinkAttributes Parse(NetlinkBytes bytes)
    {
        for (var left = bytes; left.Length >= HeaderLength; left = After(left))
        {
            int length = left.UInt16();
            if (length < HeaderLength || length > left.Length)
            {
                throw new FormatException("A netlink attribute is cut short.");
            }
        }

        return new NetlinkAttributes(bytes);
    }

    /// <summary>An attribute that holds attributes; empty when there is none.</summary>
    public NetlinkAttributes Nested(int type) => this[type] is { } inner ? Parse(inner) : default;

    private static NetlinkBytes After(NetlinkBytes bytes) => bytes.From(Math.Min(Aligned(bytes.UInt16()), bytes.Length));
}
