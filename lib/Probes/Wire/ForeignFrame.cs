using NetAudit.Platform;
using NetAudit.Platform.Netlink;
using NetAudit.Platform.Sockets;

namespace NetAudit.Probes.Wire;

/// <summary>A broadcast Ethernet frame with an EtherType reserved for experiments, so that no host reads it.</summary>
internal static class ForeignFrame
{
    private const int ShortestPayload = 46;
    private static readonly byte[] s_protocol = [0x88, 0xb5];
    private static readonly byte[] s_all = [255, 255, 255, 255, 255, 255];

    /// <summary>Sends a frame.</summary>
    /// <param name="namespaceFile">The network namespace that it is sent from.</param>
    /// <param name="link">The link that it leaves through.</param>
    /// <param name="marker">The bytes that identify it.</param>
    /// <exception cref="IOException">It can't be sent; the message says why.</exception>
    public static void Send(string namespaceFile, string link, byte[] marker)
    {
        var opened = NamespaceSockets.OpenAll(namespaceFile, [SocketKind.Frames, SocketKind.Route]);
        try
        {
            string? address = null;
            var links = WatchedLinks.Find(
                opened[1],
                one =>
                {
                    address = one.Name == link ? one.MacAddress : address;
                    return one.Name == link;
                }
            );
            WatchedLinks.Bind(opened[0], links);
            byte[] frame = [.. s_all, .. Bytes(address), .. s_protocol, .. marker, .. new byte[ShortestPayload - marker.Length]];
            if (opened[0].Send(frame, frame.Length) is < 0 and var error)
            {
                throw new IOException($"a frame can't be sent by {link}: {Errno.Words(-error)}");
            }
        }
        catch (NetlinkException problem)
        {
            throw new IOException($"a frame can't be sent by {link}: {problem.Message}", problem);
        }
        finally
        {
            NamespaceSockets.CloseAll(opened);
        }
    }

    private static byte[] Bytes(string? address) =>
        address?.Split(':') is { Length: 6 } parts ? [.. parts.Select(part => Convert.ToByte(part, 16))] : new byte[6];
}
