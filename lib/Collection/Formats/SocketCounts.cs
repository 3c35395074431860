using System.Globalization;

namespace NetAudit.Collection.Formats;

/// <summary>/proc/net/sockstat and sockstat6: "TCP: inuse 3 orphan 0 tw 0 alloc 4 mem 1", "UDP6: inuse 0".</summary>
internal static class SocketCounts
{
    /// <summary>How many sockets of a protocol ("TCP", "UDP6") the namespace has; null if it isn't known.</summary>
    public static int? InUse(string text, string protocol)
    {
        foreach (var line in TextLines.Read(text))
        {
            var words = line.Split([' '], 4);
            if (words is [var name, "inuse", var count, ..] && name == protocol + ":")
            {
                return int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
            }
        }

        return null;
    }
}
