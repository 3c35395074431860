using NetAudit.Findings;
using NetAudit.Rows;

namespace NetAudit.Library.Tests.Findings;

/// <summary>Each rule has a page in docs/findings, and each page has a rule.</summary>
public sealed class RulePageTests
{
    private static readonly string[] s_headings =
    [
        "## What it means",
        "## How to check by hand",
        "## How to repair",
        "## What it can be mistaken for",
    ];

    public static TheoryData<string> Rules => [.. HostAudit.Rules.Except(StillToCome.Pages)];

    public static TheoryData<string> Pages =>
        [.. Directory.EnumerateFiles(Folder, "*.md").Select(file => Path.GetFileNameWithoutExtension(file))];

    private static string Folder => Path.Combine(Path.GetDirectoryName(RecordedHosts.Folder)!, "..", "docs", "findings");

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_has_a_page_that_comes_with_the_library(string rule)
    {
        var page = FindingPage.Find(rule);

        Assert.True(page is not null, $"docs/findings/{rule}.md is not there");
        var lines = page.Markdown.Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        Assert.Equal("# " + rule, lines[0]);
        Assert.Equal(s_headings, lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)));
        Assert.InRange(page.Sentence.Length, 20, 200);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_has_a_rule(string page) => Assert.Contains(page, HostAudit.Rules);

    [Fact]
    public void A_rule_that_has_its_page_is_not_still_to_come() =>
        Assert.All(
            StillToCome.Pages,
            rule => Assert.True(FindingPage.Find(rule) is null && HostAudit.Rules.Contains(rule), $"take {rule} out of StillToCome.Pages")
        );
}
