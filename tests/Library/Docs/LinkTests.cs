namespace NetAudit.Library.Tests.Docs;

/// <summary>Links and code blocks of the documentation.</summary>
public sealed class LinkTests
{
    // A block names the program that runs it: PowerShell, netaudit, or a shell on the host. Otherwise it is only shown.
    private static readonly string[] s_languages = ["powershell", "netaudit", "sh", "csharp", "json", "yaml", "text"];

    public static TheoryData<string> All => [.. Page.Names];

    [Theory]
    [MemberData(nameof(All))]
    public void A_link_leads_to_a_file_and_a_heading_that_are_there(string page) =>
        Assert.All(Page.Read(page).Links.Where(IsOurs), link => Assert.True(IsThere(page, link), link));

    [Theory]
    [MemberData(nameof(All))]
    public void A_code_block_says_what_runs_it(string page) =>
        Assert.Empty(
            from block in Page.Read(page).Code
            where !s_languages.Contains(block.Info ?? "")
            select $"line {block.Line + 1}: '{block.Info}'"
        );

    [Fact]
    public void A_link_to_nothing_is_found() =>
        Assert.Equal(
            [true, false, true, false],
            new[] { "docs/README.md", "docs/readme-of-nobody.md", "docs/README.md#how-to", "docs/README.md#how-not-to" }.Select(link =>
                IsThere("README.md", link)
            )
        );

    [Fact]
    public void Every_page_of_the_documentation_is_reached_from_its_first_page()
    {
        var reached = new HashSet<string> { "docs/README.md" };
        for (var pages = new Queue<string>(reached); pages.TryDequeue(out var page); )
        {
            foreach (var link in Page.Read(page).Links.Select(link => Target(page, link)).Where(Page.Names.Contains).Where(reached.Add))
            {
                pages.Enqueue(link);
            }
        }

        string[] listedByFolder = ["docs/findings/", "docs/help/"];
        Assert.Empty(
            Page.Names.Where(name => name.StartsWith("docs/", StringComparison.Ordinal))
                .Where(name => !listedByFolder.Any(folder => name.StartsWith(folder, StringComparison.Ordinal)))
                .Except(reached)
        );
    }

    private static bool IsOurs(string link) => !link.Contains("://", StringComparison.Ordinal);

    private static bool IsThere(string page, string link)
    {
        var target = Target(page, link);
        var path = Path.Combine(Page.Root, target);
        var anchor = link.Contains('#', StringComparison.Ordinal) ? link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..] : null;
        return anchor is null
            ? File.Exists(path) || Directory.Exists(path)
            : File.Exists(path) && Page.Read(target).Anchors.Contains(anchor);
    }

    private static string Target(string page, string link)
    {
        var path = link.Split('#')[0];
        var full = path.Length == 0 ? Path.Combine(Page.Root, page) : Path.Combine(Page.Root, Path.GetDirectoryName(page)!, path);
        return Path.GetRelativePath(Page.Root, Path.GetFullPath(full)).Replace('\\', '/');
    }
}
