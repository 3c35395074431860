using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests.Scripts;

/// <summary>PowerShell text in the repository: a script, a manifest, a page's fenced block, a view's script block.</summary>
internal sealed record ScriptFile(string File, string Name, string Text)
{
    private static readonly string[] s_notOurs = [".git", "bin", "obj", "artifacts", "TestResults", "node_modules"];

    /// <summary>All PowerShell texts of the repository.</summary>
    public static IReadOnlyList<ScriptFile> All { get; } =
    [.. Files(new DirectoryInfo(Repository.Root)).SelectMany(Read).OrderBy(script => script.Name, StringComparer.Ordinal)];

    /// <summary>The parsed text, which has no errors.</summary>
    public ScriptBlockAst Parse()
    {
        var tree = Parser.ParseInput(Text, Name, out _, out var errors);
        Assert.True(
            errors.Length == 0,
            $"{Name}: {string.Join("; ", errors.Select(error => $"line {error.Extent.StartLineNumber}: {error.Message}"))}"
        );
        return tree;
    }

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) =>
        folder.EnumerateFiles().Concat(folder.EnumerateDirectories().Where(inner => !s_notOurs.Contains(inner.Name)).SelectMany(Files));

    private static IEnumerable<ScriptFile> Read(FileInfo file)
    {
        var name = Path.GetRelativePath(Repository.Root, file.FullName).Replace('\\', '/');
        string Text() => System.IO.File.ReadAllText(file.FullName).ReplaceLineEndings("\n");
        return file.Extension switch
        {
            ".ps1" or ".psd1" or ".psm1" => [new(name, name, Text())],
            ".md" => Regex
                .Matches(Text(), @"^( *)```powershell\n(.*?)^\1```$", RegexOptions.Singleline | RegexOptions.Multiline)
                .Select((block, index) => new ScriptFile(name, $"{name} block {index + 1}", block.Groups[2].Value)),
            ".ps1xml" => XDocument
                .Load(file.FullName)
                .Descendants("ScriptBlock")
                .Select((block, index) => new ScriptFile(name, $"{name} block {index + 1}", block.Value)),
            _ => [],
        };
    }
}
