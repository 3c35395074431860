using NetAudit.Help.Markdown;
using NetAudit.Help.Writers;
using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests.Help;

/// <summary>The errors that fail the build if the pages and the cmdlets don't agree.</summary>
public sealed class GeneratorTests
{
    [Fact]
    public async Task The_pages_agree_with_the_cmdlets() => Assert.Empty(await MistakesIn(_ => { }));

    [Fact]
    public async Task A_cmdlet_without_a_page_is_named()
    {
        var mistake = Assert.Single(
            await MistakesIn(folder => File.Delete(Path.Combine(folder, "Import-OverlaySnapshot.md"))),
            mistake => mistake.Contains("has no page", StringComparison.Ordinal)
        );
        Assert.EndsWith("Import-OverlaySnapshot.md(1): error HELP: Import-OverlaySnapshot has no page", mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-OverlayMatrix.md", "### -IncludeSame", "### -IncludesSame", "-IncludeSame lacks its text")]
    [InlineData("Get-OverlayMatrix.md", "### -IncludeSame", "### -IncludesSame", "has no parameter -IncludesSame")]
    [InlineData("Get-OverlayFeature.md", "`-AsJson`", "`-AsXml`", "has no parameter -AsXml")]
    [InlineData("Get-OverlayFeature.md", "| Basis |", "| Basics |", "the table lacks OverlayFeature's property Basis")]
    [InlineData(
        "Get-OverlayFeature.md",
        "### NetAudit.Rows.OverlayFeature",
        "### NetAudit.Rows.OverlayFeatures",
        "Outputs lacks '### NetAudit.Rows.OverlayFeature'"
    )]
    [InlineData("Get-OverlayFeature.md", "## Notes", "## Remarks", "has no heading 'Remarks'")]
    [InlineData("Get-OverlayFeature.md", "(about_NetAudit_Probes.md)", "(about_Probes.md)", "there is no file about_Probes.md")]
    [InlineData("Test-OverlayFeature.md", "```powershell live", "```bash", "an example has one block of powershell")]
    [InlineData("about_NetAudit.md", "#basis-and-status", "#the-rule", "there is no text at ../concepts/evidence.md#the-rule")]
    [InlineData("about_NetAudit.md", "with evidence.", "with evidence, and says of each what it rests on.", "the short description has")]
    [InlineData("common.md", "### -Force", "### -Forced", "no page names -Forced")]
    public async Task A_mistake_in_a_page_is_named_with_its_line(string page, string right, string wrong, string message)
    {
        var found = await MistakesIn(folder =>
        {
            var path = Path.Combine(folder, page);
            var text = File.ReadAllText(path);
            Assert.Contains(right, text, StringComparison.Ordinal);
            File.WriteAllText(path, text.Replace(right, wrong, StringComparison.Ordinal));
        });

        Assert.Matches(@"\.md\(\d+\): error HELP: ", Assert.Single(found, mistake => mistake.Contains(message, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_table_is_as_narrow_as_it_can_be_and_no_wider_than_the_screen()
    {
        var table = new Grid([
            ["a", "what"],
            ["short", "words that need more than the one line which there is room for"],
        ]);

        Assert.Equal(
            [
                "a      what",
                "-----  ----------------------",
                "short  words that need more",
                "       than the one line",
                "       which there is room",
                "       for",
            ],
            TextTable.Lines(table, 29)
        );
    }

    /// <summary>The errors that the build prints after a change to a copy of the pages.</summary>
    private static async Task<IReadOnlyList<string>> MistakesIn(Action<string> change)
    {
        using var copy = new TemporaryFolder();
        string[] folders = ["docs", Path.Combine("examples", "editions")];
        foreach (
            var page in folders.SelectMany(name =>
                Directory.EnumerateFiles(Path.Combine(Repository.Root, name), "*", SearchOption.AllDirectories)
            )
        )
        {
            var path = copy.File(Path.GetRelativePath(Repository.Root, page));
            _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(page, path);
        }

        var pages = copy.File(Path.Combine("docs", "help"));
        change(pages);
        var run = await ShellRun.Of(
            ShellRun.Start("dotnet", ["exec", typeof(TextTable).Assembly.Location, pages, Repository.ModuleAssembly, copy.File("en-US")])
        );
        Assert.Equal(run.Error.Length == 0, Directory.Exists(copy.File("en-US")));
        Assert.Equal(run.Error.Length == 0 ? 0 : 1, run.ExitCode);
        return run.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
