using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>A tool's error message, as a collector kept it.</summary>
internal static class ToolFailure
{
    /// <summary>The C library's words for EPERM and EACCES; iptables adds its own.</summary>
    private static readonly string[] Rights = ["Operation not permitted", "Permission denied", "you must be root"];

    /// <summary>Returns the kind of reason.</summary>
    public static GapKind KindOf(string said) =>
        Array.Exists(Rights, words => said.IndexOf(words, StringComparison.OrdinalIgnoreCase) >= 0) ? GapKind.NeedsRoot
        : said.IndexOf("not found", StringComparison.OrdinalIgnoreCase) >= 0 ? GapKind.NotThere
        : GapKind.Other;
}
