using System.Text;

namespace NetAudit.Collection.Engine;

/// <summary>Docker.DotNet asks the engine to close the connection after each answer, and has no option for it.</summary>
internal static class ConnectionHeader
{
    private static readonly byte[] s_close = Encoding.ASCII.GetBytes("Connection: close\r\n");

    /// <summary>Returns a request's head without that line: without it, HTTP/1.1 keeps connections open.</summary>
    public static ArraySegment<byte> WithoutClose(ArraySegment<byte> head)
    {
        var at = head.AsSpan().IndexOf(s_close);
        return at < 0 ? head : new ArraySegment<byte>([.. head.Take(at), .. head.Skip(at + s_close.Length)]);
    }
}
