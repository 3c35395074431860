using System.Reflection;
using NetAudit.Findings;

namespace NetAudit.Reports;

/// <summary>The files and pages that SARIF's results and rules point to.</summary>
internal static class SarifArtifact
{
    private const int MostCharacters = 100;

    /// <summary>Used if it isn't known where the sources are published. No such host can exist, as the name is reserved.</summary>
    private const string NotPublished = "https://netaudit.invalid";

    /// <summary>A rule's page among this build's published sources.</summary>
    public static string HelpUriOf(FindingPage page) => $"{Sources()}/{Uri.EscapeDataString(page.Path).Replace("%2F", "/")}";

    /// <summary>The artifact that a result is placed at.</summary>
    public static string UriOf(ReportCase one, ReportContent content) =>
        one.Line > 0 && content.ExpectationFile.Length > 0
            ? string.Join("/", content.ExpectationFile.Split('/', '\\').Select(Uri.EscapeDataString))
        : one.Edition.Length > 0 ? $"editions/{NameOf(one.Edition.Substring(one.Edition.LastIndexOfAny(['/', '\\']) + 1), ".json")}"
        : one.Host.Length > 0 ? $"hosts/{NameOf(one.Host, "")}"
        : "editions/expectations.json";

    private static string NameOf(string text, string ending)
    {
        var name = ReportText.Line(text);
        var kept = name.Length > MostCharacters ? ReportText.Clean(name.Substring(0, MostCharacters)) : name;
        return Uri.EscapeDataString(kept) + (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? "" : ending);
    }

    /// <summary>The address of the sources: the build records the clone's remote, if it has one.</summary>
    private static string Sources()
    {
        var remote = typeof(SarifArtifact)
            .GetTypeInfo()
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(one => one.Key == "RepositoryUrl")
            ?.Value;
        return string.IsNullOrEmpty(remote)
            ? NotPublished
            : $"{(remote!.EndsWith(".git", StringComparison.Ordinal) ? remote[..^4] : remote)}/blob/HEAD";
    }
}
