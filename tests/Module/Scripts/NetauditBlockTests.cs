using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests.Scripts;

/// <summary>Code blocks that a page marks with "netaudit" run in netaudit. They use its verbs and its engine's commands.</summary>
public sealed class NetauditBlockTests
{
    private static readonly string[] s_verbs = ["findings", "audit", "assert", "compare", "collect", "report"];

    /// <summary>Each line of each block, with its page.</summary>
    public static TheoryData<string, string> Lines =>
        [
            .. from page in Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
            from Match block in Regex.Matches(
                File.ReadAllText(page).ReplaceLineEndings("\n"),
                @"```netaudit\n(.*?)\n```",
                RegexOptions.Singleline
            )
            from line in block.Groups[1].Value.Split('\n')
            where line.Length > 0
            select new TheoryDataRow<string, string>(Path.GetRelativePath(Repository.Root, page), line),
        ];

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_runs_in_netaudit(string page, string line) => Assert.True(Mistake(line) is null, $"{page}: {Mistake(line)}");

    [Theory]
    [InlineData("netaudit -Command \"Get-OverlayFinding | Format-List\"", "Format-List")]
    [InlineData("netaudit findngs", "findngs")]
    [InlineData("pwsh -File a.ps1", "pwsh")]
    public void What_does_not_run_there_is_named(string line, string name) =>
        Assert.Contains(name, Mistake(line), StringComparison.Ordinal);

    private static string? Mistake(string line)
    {
        var words = Regex.Match(line, @"^(sudo )?(netaudit|dotnet run --project module/Shell --)(?<rest>.*)$").Groups["rest"];
        if (!words.Success)
        {
            return $"not netaudit: {line}";
        }

        var rest = words.Value.Trim();
        if (rest.StartsWith("-Command ", StringComparison.Ordinal))
        {
            return Unknown(Regex.Match(rest, "\"(.*)\"").Groups[1].Value);
        }

        var first = rest.Split(' ')[0];
        return
            s_verbs.Contains(first)
            || (first.EndsWith(".ps1", StringComparison.Ordinal) && File.Exists(Path.Combine(Repository.Root, first)))
            ? null
            : $"no verb and no script of ours: {first}";
    }

    /// <summary>The commands of a line that netaudit's engine doesn't have.</summary>
    private static string? Unknown(string script)
    {
        using var session = new ModuleSession();
        var names = Parser
            .ParseInput(script, out _, out _)
            .FindAll(node => node is CommandAst, searchNestedScriptBlocks: true)
            .Cast<CommandAst>()
            .Select(command => command.GetCommandName())
            .Where(name => session.Run($"Get-Command '{name}' -ErrorAction Ignore").Output.Count == 0)
            .ToList();
        return names.Count == 0 ? null : string.Join(", ", names);
    }
}
