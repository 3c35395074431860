using System.Globalization;

namespace NetAudit.Collection.Formats;

/// <summary>
/// /proc/net/snmp and /proc/net/netstat: a line of names and a line of numbers, by turns. Only counters of faults are kept.
/// </summary>
internal static class ProtocolCounters
{
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        "Ip.ForwDatagrams",
        "Ip.InAddrErrors",
        "Ip.InDiscards",
        "Ip.OutDiscards",
        "Ip.OutNoRoutes",
        "Ip.ReasmFails",
        "Ip.FragFails",
        "Udp.InDatagrams",
        "Udp.OutDatagrams",
        "Udp.NoPorts",
        "Udp.InErrors",
        "Udp.RcvbufErrors",
        "Udp.SndbufErrors",
        "Udp.InCsumErrors",
        "Tcp.InSegs",
        "Tcp.OutSegs",
        "Tcp.RetransSegs",
        "Tcp.InErrs",
        "Tcp.InCsumErrors",
        "Tcp.AttemptFails",
        "Icmp.InCsumErrors",
        "TcpExt.IPReversePathFilter",
        "TcpExt.ListenOverflows",
        "IpExt.InNoRoutes",
        "IpExt.InCsumErrors",
    };

    public static IReadOnlyDictionary<string, long> Read(string text)
    {
        var counters = new Dictionary<string, long>(StringComparer.Ordinal);
        string[]? names = null;
        foreach (var line in TextLines.Read(text))
        {
            var words = line.Split([' '], StringSplitOptions.RemoveEmptyEntries);
            if (names is null || names[0] != words[0])
            {
                names = words;
                continue;
            }

            for (var i = 1; i < Math.Min(names.Length, words.Length); i++)
            {
                var name = $"{words[0].TrimEnd(':')}.{names[i]}";
                if (Kept.Contains(name) && long.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                {
                    counters[name] = count;
                }
            }

            names = null;
        }

        return counters;
    }
}
