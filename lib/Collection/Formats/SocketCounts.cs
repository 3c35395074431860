using System.Globalization;

namespace NetAudit.Collection.Formats;

/// <summary>/proc/net/sockstat and sockstat6: "TCP: inuse 3 orphan 0 tw 0 alloc 4 mem 1", "UDP6: inuse 0".</summary>
internal static class SocketCounts
{
    /// <summary>How many sockets the namespace has, by protocol ("TCP", "UDP6"), as far as it is known.</summary>
    public static IReadOnlyDictionary<string, int> InUse(string text)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in TextLines.Read(text))
        {
            var words = line.Split([' '], 4);
            if (
                words is [var name, "inuse", var count, ..]
                && name.EndsWith(":", StringComparison.Ordinal)
                && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            )
            {
                counts[name[..^1]] = number;
            }
        }

        return counts;
    }
}
