using System.Text.RegularExpressions;
using NetAudit.Snapshots;

namespace NetAudit.Rows;

/// <summary>How a command names the host that was audited.</summary>
internal static class HostArgument
{
    private static readonly Regex s_plain = new(@"^[\w./\\:+-]+\z", RegexOptions.CultureInvariant);

    /// <summary>PowerShell takes each of these for a single quote.</summary>
    private static readonly Regex s_quote = new("['\u2018\u2019\u201a\u201b]", RegexOptions.CultureInvariant);

    /// <summary>Whether the host is a recording: what it lacks can't be had from it.</summary>
    public static bool IsRecorded(HostSnapshot host) => host.Origin is RecordedOrigin or ImportedOrigin;

    /// <summary>" -Path hosts/node1.tar.gz"; "" for a live host.</summary>
    public static string Find(HostSnapshot host) =>
        host.Origin.Path is not { } path ? ""
        : s_plain.IsMatch(path) && path[0] != '-' ? $" -Path {path}"
        : $" -LiteralPath '{s_quote.Replace(path, "$0$0")}'";
}
