using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>Configuration files that matter, read into settings.</summary>
internal static class HostFiles
{
    /// <summary>Paths on the host that are looked for, "*" standing for any name in the last part.</summary>
    public static IReadOnlyList<string> Patterns { get; } = [];

    /// <summary>Whether a path on the host is one that is looked for.</summary>
    public static bool Matters(string path) => throw new NotImplementedException();

    /// <summary>Reads a file's text into settings, secrets withheld: KEY=VALUE lines, JSON, or none.</summary>
    public static HostFile Read(string path, string text) => throw new NotImplementedException();
}
