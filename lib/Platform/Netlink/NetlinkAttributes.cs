namespace NetAudit.Platform.Netlink;

/// <summary>The attributes of a message, by type.</summary>
internal readonly struct NetlinkAttributes
{
    private const int HeaderLength = 4;

    /// <summary>Masks out the flags for "nested" and "network byte order".</summary>
    private const int TypeMask = 0x3fff;

    private readonly Dictionary<int, NetlinkBytes> byType;

    private NetlinkAttributes(Dictionary<int, NetlinkBytes> byType) => this.byType = byType;

    public NetlinkBytes? this[int type] => byType.TryGetValue(type, out var value) ? value : null;

    /// <summary>Lengths are rounded up to four.</summary>
    public static int Aligned(int length) => length > int.MaxValue - 3 ? length : (length + 3) & ~3;

    /// <exception cref="FormatException">An attribute is cut short.</exception>
    public static NetlinkAttributes Parse(NetlinkBytes bytes)
    {
        var found = new Dictionary<int, NetlinkBytes>();
        while (bytes.Length >= HeaderLength)
        {
            int length = bytes.UInt16();
            if (length < HeaderLength || length > bytes.Length)
            {
                throw new FormatException("A netlink attribute is cut short.");
            }

            found[bytes.UInt16(2) & TypeMask] = bytes.Slice(HeaderLength, length - HeaderLength);
            bytes = bytes.From(Math.Min(Aligned(length), bytes.Length));
        }

        return new NetlinkAttributes(found);
    }

    /// <summary>An attribute that holds attributes; empty when there is none.</summary>
    public NetlinkAttributes Nested(int type) => this[type] is { } inner ? Parse(inner) : new NetlinkAttributes([]);
}
