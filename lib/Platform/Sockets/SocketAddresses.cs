using System.Net;
using System.Net.Sockets;

namespace NetAudit.Platform.Sockets;

/// <summary>struct sockaddr_in and sockaddr_in6: family in the machine's order, port in the network's, address.</summary>
internal static class SocketAddresses
{
    /// <summary>The length of the longer one.</summary>
    public const int Longest = 28;

    private const int ShortestV4 = 8;
    private const int ShortestV6 = 24;

    /// <summary>Writes an address in the kernel's form.</summary>
    public static byte[] Write(IPEndPoint end)
    {
        byte[] port = [(byte)(end.Port >> 8), (byte)end.Port];
        return end.AddressFamily == AddressFamily.InterNetwork
            ? [.. BitConverter.GetBytes((ushort)SocketKind.IPv4), .. port, .. end.Address.GetAddressBytes(), .. new byte[8]]
            :
            [
                .. BitConverter.GetBytes((ushort)SocketKind.IPv6),
                .. port,
                .. new byte[4],
                .. end.Address.GetAddressBytes(),
                .. BitConverter.GetBytes((uint)end.Address.ScopeId),
            ];
    }

    /// <summary>Reads an address; null if it is of another family.</summary>
    public static IPEndPoint? Read(byte[] address, int length)
    {
        var family = length < ShortestV4 ? 0 : BitConverter.ToUInt16(address, 0);
        var port = family == 0 ? 0 : (address[2] << 8) | address[3];
        return family switch
        {
            SocketKind.IPv4 => new IPEndPoint(new IPAddress(Part(address, 4, 4)), port),
            SocketKind.IPv6 when length >= ShortestV6 => new IPEndPoint(new IPAddress(Part(address, 8, 16)), port),
            _ => null,
        };
    }

    private static byte[] Part(byte[] bytes, int at, int length)
    {
        var part = new byte[length];
        Array.Copy(bytes, at, part, 0, length);
        return part;
    }
}
