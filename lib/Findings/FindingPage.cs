namespace NetAudit.Findings;

/// <summary>
/// A rule's page in docs/findings, which is embedded in the library: what the rule looks for, how to check by hand, how to repair.
/// </summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Markdown">The page.</param>
public sealed record FindingPage(string Rule, string Markdown)
{
    private const string Resource = "docs/findings/";

    /// <summary>What the rule looks for: the first paragraph under the page's heading, as one line.</summary>
    public string Sentence =>
        string.Join(
            " ",
            Markdown.Replace("\r", "").Split('\n').SkipWhile(line => line.Length == 0 || line[0] == '#').TakeWhile(line => line.Length > 0)
        );

    /// <summary>The page's path in the repository.</summary>
    public string Path => PathOf(Rule);

    /// <summary>Returns the path of a rule's page in the repository.</summary>
    public static string PathOf(string rule) => $"{Resource}{rule}.md";

    /// <summary>Returns a rule's page; null if there is none.</summary>
    public static FindingPage? Find(string rule)
    {
        using var stream = typeof(FindingPage).Assembly.GetManifestResourceStream(PathOf(rule));
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return new FindingPage(rule, reader.ReadToEnd());
    }
}
