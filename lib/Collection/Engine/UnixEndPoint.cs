using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NetAudit.Collection.Engine;

/// <summary>A unix socket's address, which netstandard2.0 lacks.</summary>
internal sealed class UnixEndPoint(string path) : EndPoint
{
    // sun_path's place in the kernel's sockaddr_un, and its length with the zero that ends it.
    private const int PathOffset = 2;
    private const int PathLength = 108;

    public override AddressFamily AddressFamily => AddressFamily.Unix;

    /// <summary>Whether a path is short enough.</summary>
    public static bool Fits(string path) => Encoding.UTF8.GetByteCount(path) < PathLength;

    public override SocketAddress Serialize()
    {
        var bytes = Encoding.UTF8.GetBytes(path);
        var address = new SocketAddress(AddressFamily.Unix, PathOffset + bytes.Length + 1);
        for (var i = 0; i < bytes.Length; i++)
        {
            address[PathOffset + i] = bytes[i];
        }

        address[PathOffset + bytes.Length] = 0;
        return address;
    }

    // .NET asks for this after connecting; only the path matters, and that is known.
    public override EndPoint Create(SocketAddress socketAddress) => this;
}
