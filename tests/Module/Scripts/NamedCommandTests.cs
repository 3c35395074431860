using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests.Scripts;

/// <summary>Our commands on a page, in a PowerShell block or within a sentence, accept the parameters that the page gives them.</summary>
public sealed partial class NamedCommandTests
{
    [Fact]
    public void A_command_on_a_page_takes_the_parameters_that_it_is_given_there()
    {
        using var session = new ModuleSession();
        var commands = Pages().SelectMany(Commands).ToList();

        Assert.InRange(commands.Count, 200, int.MaxValue);
        Assert.Empty(
            from one in commands
            from problem in session.Bind(one.Command)
            select $"{Path.GetRelativePath(Repository.Root, one.Page)}: {one.Command.Extent.Text}: {problem}"
        );
    }

    [Fact]
    public void A_parameter_that_is_not_there_is_found()
    {
        using var session = new ModuleSession();

        var command = Assert.Single(Parse("Get-OverlayFinding -Probe"));

        Assert.NotEmpty(session.Bind(command));
    }

    private static IEnumerable<string> Pages() =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "examples"), "*.md", SearchOption.AllDirectories))
            .Append(Path.Combine(Repository.Root, "README.md"));

    private static IEnumerable<(string Page, CommandAst Command)> Commands(string page)
    {
        var text = File.ReadAllText(page).ReplaceLineEndings("\n");
        var blocks = Blocks().Matches(text).Select(block => block.Groups[1].Value);
        var spans = Spans().Matches(AnyBlock().Replace(text, "")).Select(span => span.Groups[1].Value.Replace('\n', ' '));
        return blocks.Concat(spans).SelectMany(Parse).Select(command => (page, command));
    }

    private static IEnumerable<CommandAst> Parse(string script) =>
        Parser
            .ParseInput(script, out _, out _)
            .FindAll(node => node is CommandAst, searchNestedScriptBlocks: true)
            .Cast<CommandAst>()
            .Where(command => command.GetCommandName() is { } name && name.Contains("-Overlay", StringComparison.Ordinal));

    [GeneratedRegex(@"```powershell[^\n]*\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"```.*?\n```", RegexOptions.Singleline)]
    private static partial Regex AnyBlock();

    [GeneratedRegex(@"`((?:Get|New|Test|Assert|Compare|Export|Import|Invoke|Measure)-Overlay[^`]*)`")]
    private static partial Regex Spans();
}
