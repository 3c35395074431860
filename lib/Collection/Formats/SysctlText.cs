using System.Globalization;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>
/// Kernel settings: "/proc/sys/net/ipv4/ip_forward:1", as grep prints files, or "net.ipv4.ip_forward = 1", as sysctl does.
/// </summary>
internal static class SysctlText
{
    private const int MostSettings = 50_000;
    private const string Root = "/proc/sys/";

    public static IReadOnlyDictionary<string, long> Read(string text)
    {
        var settings = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var line in TextLines.Read(text))
        {
            var isPath = line.StartsWith(Root, StringComparison.Ordinal);
            var at = isPath ? line.LastIndexOf(':') : line.IndexOf('=');
            if (at > 0 && settings.Count < MostSettings && Number(line[(at + 1)..]) is { } value)
            {
                settings[isPath ? SysctlNames.OfPath(line[Root.Length..at]) : line[..at].TrimEnd()] = value;
            }
        }

        return settings;
    }

    /// <summary>A setting's value; null if it is no whole number.</summary>
    public static long? Number(string text) =>
        long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
}
