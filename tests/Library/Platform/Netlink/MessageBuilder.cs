using System.Text;
using NetAudit.Platform.Netlink;

namespace NetAudit.Library.Tests.Platform.Netlink;

/// <summary>Writes netlink messages as the kernel does.</summary>
internal static class MessageBuilder
{
    public static byte[] Attribute(int type, params byte[] value)
    {
        var bytes = new byte[(value.Length + 4 + 3) & ~3];
        BitConverter.GetBytes((ushort)(value.Length + 4)).CopyTo(bytes, 0);
        BitConverter.GetBytes((ushort)type).CopyTo(bytes, 2);
        value.CopyTo(bytes, 4);
        return bytes;
    }

    public static byte[] Attribute(int type, string text) => Attribute(type, [.. Encoding.UTF8.GetBytes(text), 0]);

    public static byte[] Attribute(int type, int number) => Attribute(type, BitConverter.GetBytes(number));

    public static byte[] Nest(int type, params byte[][] inner) => Attribute(type | 0x8000, Join(inner));

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    /// <summary>A datagram with one message.</summary>
    public static byte[] Datagram(ushort type, params byte[][] parts)
    {
        var payload = Join(parts);
        var bytes = new byte[(NetlinkMessage.HeaderLength + payload.Length + 3) & ~3];
        BitConverter.GetBytes(NetlinkMessage.HeaderLength + payload.Length).CopyTo(bytes, 0);
        BitConverter.GetBytes(type).CopyTo(bytes, 4);
        payload.CopyTo(bytes, NetlinkMessage.HeaderLength);
        return bytes;
    }

    /// <summary>The only message of a datagram.</summary>
    public static NetlinkMessage Message(ushort type, params byte[][] parts)
    {
        var datagram = Datagram(type, parts);
        return Assert.Single(NetlinkMessage.Split(datagram, datagram.Length));
    }

    /// <summary>An ifinfomsg header.</summary>
    public static byte[] LinkHeader(ushort hardware, int index, uint flags) =>
        Join([0, 0], BitConverter.GetBytes(hardware), BitConverter.GetBytes(index), BitConverter.GetBytes(flags), new byte[4]);

    /// <summary>An rtmsg header.</summary>
    public static byte[] RouteHeader(
        byte family,
        byte length,
        byte table = 254,
        byte protocol = 3,
        byte scope = 0,
        byte type = 1,
        uint flags = 0
    ) => Join([family, length, 0, 0, table, protocol, scope, type], BitConverter.GetBytes(flags));

    /// <summary>An rtnexthop structure with its attributes.</summary>
    public static byte[] Hop(byte flags, int link, params byte[][] attributes)
    {
        var inner = Join(attributes);
        return Join(BitConverter.GetBytes((ushort)(8 + inner.Length)), [flags, 0], BitConverter.GetBytes(link), inner);
    }
}
