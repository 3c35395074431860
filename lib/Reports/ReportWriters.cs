using NetAudit.Model;

namespace NetAudit.Reports;

/// <summary>The report formats. A new format is one new file in this folder.</summary>
public static class ReportWriters
{
    /// <summary>The name that stands for the format that the environment reads best.</summary>
    public const string Auto = "Auto";

    /// <summary>Names of all formats.</summary>
    public static IReadOnlyList<string> Formats => [.. Catalog.CreateAll<IReportWriter>().Select(writer => writer.Format)];

    /// <summary>The writer of a format, in any letter case; null if no format has that name.</summary>
    /// <param name="format">The name, or <see cref="Auto"/>.</param>
    /// <param name="environment">Gives the value of an environment variable, or null. Only used for <see cref="Auto"/>.</param>
    public static IReportWriter? Find(string format, Func<string, string?> environment)
    {
        var name =
            !string.Equals(format, Auto, StringComparison.OrdinalIgnoreCase) ? format
            : environment("GITHUB_ACTIONS") == "true" ? "GitHub"
            : string.Equals(environment("TF_BUILD"), "true", StringComparison.OrdinalIgnoreCase) ? "Azure"
            : "Markdown";
        return Catalog
            .CreateAll<IReportWriter>()
            .FirstOrDefault(writer => string.Equals(writer.Format, name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The writer of the format that a file's name implies: "audit.sarif"; null if it implies none.</summary>
    /// <param name="path">The file.</param>
    public static IReportWriter? FindByName(string path) =>
        (
            from writer in Catalog.CreateAll<IReportWriter>()
            from ending in writer.Endings
            where path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)
            orderby ending.Length descending
            select writer
        ).FirstOrDefault();
}
