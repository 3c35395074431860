using System.Globalization;
using NetAudit.Collection.Linux.Files;

namespace NetAudit.Collection.Linux.Processes;

/// <summary>Finds the process that listens on a TCP port of this machine.</summary>
internal static class TcpListener
{
    private const string Listening = "0A";
    private const int LargestListing = 64 * 1024 * 1024;

    /// <summary>The process that listens on the port at a loopback or any address, in our network namespace.</summary>
    /// <exception cref="NotThisMachineException">None is seen.</exception>
    public static int Find(int port, CancellationToken cancellationToken)
    {
        var inodes = new HashSet<uint>(Inodes("/proc/self/net/tcp", port).Concat(Inodes("/proc/self/net/tcp6", port)));
        if (inodes.Count == 0)
        {
            throw new NotThisMachineException(
                $"no process listens on port {port} in this network namespace",
                "use the engine's unix socket"
            );
        }

        return ProcessTable.Scan(cancellationToken).FirstOrDefault(process => SocketOwners.Sockets(process.Pid).Any(inodes.Contains))?.Pid
            ?? throw new NotThisMachineException(
                $"which process listens on port {port} can't be seen: needs root",
                "run as root, or use the engine's unix socket"
            );
    }

    // "0: 0100007F:0947 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 40721 ..."
    private static IEnumerable<uint> Inodes(string listing, int port)
    {
        var wanted = port.ToString("X4", CultureInfo.InvariantCulture);
        foreach (var line in (BoundedText.Proc(listing, LargestListing) ?? "").Split('\n').Skip(1))
        {
            var fields = line.Split([' '], StringSplitOptions.RemoveEmptyEntries);
            if (
                fields.Length > 9
                && fields[3] == Listening
                && IsLocal(fields[1], wanted)
                && uint.TryParse(fields[9], NumberStyles.None, CultureInfo.InvariantCulture, out var inode)
            )
            {
                yield return inode;
            }
        }
    }

    // Loopback or any address: 127.0.0.0/8 is written as XXXXXX7F on little-endian machines, 7FXXXXXX on others.
    private static bool IsLocal(string socket, string port)
    {
        var colon = socket.IndexOf(':');
        if (colon < 8 || socket[(colon + 1)..] != port)
        {
            return false;
        }

        var address = socket[..colon];
        var last = address[^8..];
        return address.All(digit => digit == '0')
            || (
                BitConverter.IsLittleEndian
                    ? last.EndsWith("7F", StringComparison.Ordinal) || last == "01000000"
                    : last.StartsWith("7F", StringComparison.Ordinal) || last == "00000001"
            );
    }
}
