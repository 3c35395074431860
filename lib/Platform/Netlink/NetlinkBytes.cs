using System.Net;
using System.Text;

namespace NetAudit.Platform.Netlink;

/// <summary>A part of a buffer that came from the kernel. Reading beyond its end is a <see cref="FormatException"/>.</summary>
internal readonly struct NetlinkBytes
{
    private readonly byte[] buffer;
    private readonly int start;

    public NetlinkBytes(byte[] buffer, int start, int length)
    {
        if (start < 0 || length < 0 || start > buffer.Length - length)
        {
            throw new FormatException("A netlink message is cut short.");
        }

        this.buffer = buffer;
        this.start = start;
        Length = length;
    }

    public int Length { get; }

    /// <summary>From an offset to the end.</summary>
    public NetlinkBytes From(int offset) => Slice(offset, Length - offset);

    public NetlinkBytes Slice(int offset, int length) => new(buffer, At(offset, length), length);

    public byte Byte(int offset = 0) => buffer[At(offset, 1)];

    public ushort UInt16(int offset = 0) => BitConverter.ToUInt16(buffer, At(offset, 2));

    public int Int32(int offset = 0) => BitConverter.ToInt32(buffer, At(offset, 4));

    public uint UInt32(int offset = 0) => BitConverter.ToUInt32(buffer, At(offset, 4));

    /// <summary>A number in network byte order: a port.</summary>
    public int Port(int offset = 0) => (Byte(offset) << 8) | Byte(offset + 1);

    /// <summary>A number in network byte order: an SPI.</summary>
    public uint NetworkUInt32(int offset = 0) => ((uint)Port(offset) << 16) | (uint)Port(offset + 2);

    /// <summary>A counter; values above the largest signed number are cut to it.</summary>
    public long Counter(int offset) => (long)Math.Min(BitConverter.ToUInt64(buffer, At(offset, 8)), long.MaxValue);

    /// <summary>Text up to the first NUL. Bytes that aren't UTF-8 become U+FFFD.</summary>
    public string Text()
    {
        var length = 0;
        while (length < Length && buffer[start + length] != 0)
        {
            length++;
        }

        return Encoding.UTF8.GetString(buffer, start, length);
    }

    /// <summary>An IPv4 or IPv6 address, distinguished by length; null if it is neither.</summary>
    public IPAddress? Address()
    {
        if (Length is not (4 or 16))
        {
            return null;
        }

        var bytes = new byte[Length];
        Array.Copy(buffer, start, bytes, 0, Length);
        return new IPAddress(bytes);
    }

    /// <summary>The address at the beginning of a field that has room for either family; null when the family is neither.</summary>
    public IPAddress? Address(int family) =>
        family switch
        {
            AddressFamilies.IPv4 => Slice(0, 4).Address(),
            AddressFamilies.IPv6 => Slice(0, 16).Address(),
            _ => null,
        };

    /// <summary>"02:42:0a:00:00:01"; null when it isn't six bytes, as a tunnel's isn't.</summary>
    public string? MacAddress() => Length == 6 ? BitConverter.ToString(buffer, start, 6).Replace('-', ':').ToLowerInvariant() : null;

    private int At(int offset, int length) =>
        offset >= 0 && length >= 0 && offset <= Length - length
            ? start + offset
            : throw new FormatException("A netlink message is cut short.");
}
