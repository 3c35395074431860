using System.Text.RegularExpressions;
using NetAudit.Snapshots;

namespace NetAudit.Rows;

/// <summary>The parameter that names the audited host in a command.</summary>
internal static class HostArgument
{
    private static readonly Regex s_plain = new(@"^[\w./\\:+-]+\z", RegexOptions.CultureInvariant);

    /// <summary>PowerShell reads each of these characters as a single quote.</summary>
    private static readonly Regex s_quote = new("['\u2018\u2019\u201a\u201b]", RegexOptions.CultureInvariant);

    /// <summary>Whether the host is a recording, which can't supply facts that it lacks.</summary>
    public static bool IsRecorded(HostSnapshot host) => host.Origin is RecordedOrigin or ImportedOrigin;

    /// <summary>The parameter: " -Path hosts/node1.tar.gz", " -DockerHost tcp://10.0.0.5:2376"; "" for the default engine.</summary>
    public static string Find(HostSnapshot host) =>
        host.Origin.Path is { } path ? (IsPlain(path) ? $" -Path {path}" : $" -LiteralPath {Quoted(path)}")
        : host.Origin.DockerHost is { } engine ? $" -DockerHost {(IsPlain(engine) ? engine : Quoted(engine))}"
        : "";

    private static bool IsPlain(string text) => s_plain.IsMatch(text) && text[0] != '-';

    private static string Quoted(string text) => $"'{s_quote.Replace(text, "$0$0")}'";
}
