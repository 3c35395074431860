using System.Globalization;
using System.Text.RegularExpressions;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>What <c>ss -ntup</c> and <c>ss -lntup</c> print. Which columns there are, their header says.</summary>
internal static class SsText
{
    private static readonly Regex Heading = new(
        @"Netid|State|Recv-Q|Send-Q|Local Address:Port|Peer Address:Port|Process",
        RegexOptions.CultureInvariant
    );

    private static readonly Regex Owner = new(@"users:\(\(""([^""]*)"",pid=(\d+)", RegexOptions.CultureInvariant);
    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>The sockets; null if it isn't what ss prints.</summary>
    public static IReadOnlyList<SocketEntry>? Read(string text, bool listeners)
    {
        List<string>? columns = null;
        var sockets = new List<SocketEntry>();
        foreach (var line in TextLines.Read(text))
        {
            if (columns is null)
            {
                columns = [.. Heading.Matches(line).Cast<Match>().Select(match => match.Value)];
                if (!columns.Contains("Local Address:Port"))
                {
                    return null;
                }
            }
            else if (Socket(line, columns, listeners) is { } socket)
            {
                sockets.Add(socket);
            }
        }

        return columns is null ? null : sockets;
    }

    private static SocketEntry? Socket(string line, List<string> columns, bool listeners)
    {
        var words = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        string? Cell(string column) => columns.IndexOf(column) is >= 0 and var at && at < words.Length ? words[at] : null;

        // Without a protocol column (Netid), state UNCONN means UDP.
        var protocol = Cell("Netid") ?? (Cell("State") == "UNCONN" ? "udp" : "tcp");
        if (
            protocol is not ("tcp" or "udp")
            || Cell("Local Address:Port") is not { } local
            || SocketAddress.Read(local) is not { Port: { } localPort } here
            || Cell("Peer Address:Port") is not { } peer
            || SocketAddress.Read(peer) is not { } there
        )
        {
            return null;
        }

        var owner = Owner.Match(line);
        return new SocketEntry
        {
            Protocol = protocol,
            LocalAddress = here.Address,
            LocalPort = localPort,
            RemoteAddress = listeners ? null : there.Address,
            RemotePort = listeners ? null : there.Port,
            State = StateOf(Cell("State")),
            Process = owner.Success ? owner.Groups[1].Value : null,
            Pid =
                owner.Success && int.TryParse(owner.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                    ? pid
                    : null,
        };
    }

    private static SocketState? StateOf(string? word) =>
        word switch
        {
            "ESTAB" => SocketState.Established,
            "SYN-SENT" => SocketState.SynSent,
            "LISTEN" => SocketState.Listening,
            "UNCONN" => SocketState.Unconnected,
            "FIN-WAIT-1" or "FIN-WAIT-2" or "CLOSE-WAIT" or "LAST-ACK" or "CLOSING" => SocketState.Closing,
            _ => null,
        };
}
