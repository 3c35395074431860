namespace NetAudit.Library.Tests.Docs;

/// <summary>The documentation's writing rules: short sentences, and no words that readers misread.</summary>
public sealed class ProseTests
{
    private const int MostWords = 25;

    // Excluded: pages for the repository's developers, recordings' notes, and the changes of each release.
    private static readonly string[] s_notForUsers =
    [
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "docs/contribute/",
        "docs/reference/bundle.md",
        "lib/",
        "tests/",
        ".github/",
    ];

    public static TheoryData<string> ForUsers =>
        [.. Page.Names.Where(name => !s_notForUsers.Any(other => name.StartsWith(other, StringComparison.Ordinal)))];

    [Theory]
    [MemberData(nameof(ForUsers))]
    public void A_page_uses_no_word_that_is_misread(string page) =>
        Assert.Empty(Page.Read(page).Texts.SelectMany(text => WordsNotToUse.In(text).Select(word => $"{word}  ({text})")));

    [Theory]
    [MemberData(nameof(ForUsers))]
    public void A_sentence_has_25_words_at_most(string page) =>
        Assert.Empty(
            from sentence in Page.Read(page).Sentences
            let words = sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length
            where words > MostWords
            select $"{words} words: {sentence}"
        );

    [Fact]
    public void Paragraphs_items_and_cells_are_looked_at()
    {
        var texts = Page.Read("README.md").Texts;

        Assert.All(
            ["NetAudit", "You need Linux and the .NET 10 SDK, but no PowerShell.", "Which solutions run here?", "CHANGELOG.md"],
            text => Assert.Contains(text, texts)
        );
    }

    [Theory]
    [InlineData("The packets leave in clear.", "in clear: unencrypted")]
    [InlineData("1 finding(s)", "(s): a real plural")]
    [InlineData("One row a pair and measure.", "row a pair: per")]
    [InlineData("It holds hosts against the file.", "holds hosts against: check against, compare with")]
    public void A_word_that_is_misread_is_found_with_a_better_one(string text, string found) =>
        Assert.Equal([found], WordsNotToUse.In(text));

    [Theory]
    [InlineData("The first row shows the way that it is built.")]
    [InlineData("Nodes exchange names.")]
    public void Plain_words_are_let_through(string text) => Assert.Empty(WordsNotToUse.In(text));
}
