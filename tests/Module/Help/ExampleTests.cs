using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using NetAudit.Help;
using NetAudit.Help.Pages;
using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests.Help;

/// <summary>
/// Get-Help's examples in the embedded engine. tests/Pester/Help.Tests.ps1 runs all that need no live host, in a real PowerShell.
/// </summary>
public sealed partial class ExampleTests(HelpSession help) : IClassFixture<HelpSession>
{
    private static readonly HelpPages s_pages = Read();

    public static TheoryData<string, string> All =>
        [.. s_pages.Cmdlets.SelectMany(page => page.Examples.Select(example => (page.Name, example.Title)))];

    /// <summary>Examples that need no live host, and no command that this engine lacks.</summary>
    public static TheoryData<string, string> Runnable
    {
        get
        {
            using var session = new ModuleSession();
            var known = session
                .Run("Get-Command")
                .Output.Select(command => ((CommandInfo)command.BaseObject).Name)
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            return
            [
                .. All.Where(row =>
                    Find(row.Data.Item1, row.Data.Item2) is { NeedsHost: false } example
                    && Commands(example.Script, out _).All(command => known.Contains(command.GetCommandName()))
                ),
            ];
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void An_example_of_the_help_uses_parameters_that_are_there_and_go_together(string cmdlet, string title)
    {
        var commands = Commands(Find(cmdlet, title).Script, out var errors)
            .Where(command => command.GetCommandName().Contains("-Overlay", StringComparison.Ordinal))
            .ToList();

        Assert.Empty(errors);
        Assert.Contains(cmdlet, commands.Select(command => command.GetCommandName()));
        Assert.All(commands, command => Assert.Empty(help.Session.Bind(command)));
    }

    [Theory]
    [MemberData(nameof(Runnable))]
    public void An_example_of_the_help_runs_as_it_stands(string cmdlet, string title)
    {
        using var session = new ModuleSession();
        using var desk = new Desk(session);
        var example = Find(cmdlet, title);

        var outcome = session.Run(example.Script);

        Assert.Null(outcome.Thrown?.ToString());
        Assert.Empty(outcome.Errors);
        if (example.Output is { } wanted)
        {
            Assert.Equal(Words(wanted), Words(string.Join('\n', outcome.Output)));
        }
    }

    private static IReadOnlyList<CommandAst> Commands(string script, out ParseError[] errors) =>
        [
            .. Parser
                .ParseInput(script, out _, out errors)
                .FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true)
                .Cast<CommandAst>(),
        ];

    private static Example Find(string cmdlet, string title) =>
        s_pages.Cmdlets.Single(page => page.Name == cmdlet).Examples.Single(example => example.Title == title);

    private static HelpPages Read()
    {
        var mistakes = new Mistakes();
        var pages = HelpPages.Read(Path.Combine(Repository.Root, "docs", "help"), mistakes);
        Assert.Empty(mistakes.Found);
        return pages;
    }

    private static string Words(string text) => Blanks().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
