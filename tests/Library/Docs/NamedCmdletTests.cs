using System.Text.RegularExpressions;

namespace NetAudit.Library.Tests.Docs;

/// <summary>Each cmdlet that a page, message or comment names exists in the module. A page once named one that never existed.</summary>
public sealed class NamedCmdletTests
{
    private static readonly string[] s_folders = ["docs", "examples", "lib", "module"];
    private static readonly string[] s_kinds = [".md", ".cs", ".ps1", ".ps1xml", ".yml", ".json"];

    [Fact]
    public void Each_cmdlet_that_a_text_names_is_there()
    {
        var exported = Regex
            .Matches(File.ReadAllText(Path.Combine(Page.Root, "NetAudit.psd1")), @"'([A-Z][a-z]+-Overlay[A-Za-z]+)'")
            .Select(name => name.Groups[1].Value)
            .ToHashSet();
        Assert.Equal(16, exported.Count);

        var named = Files().SelectMany(Named).ToList();
        Assert.True(named.Count > 500, $"Only {named.Count} names of cmdlets were seen, so the texts were not read.");
        Assert.Empty(named.Where(one => !exported.Contains(one.Cmdlet)).Select(one => $"{one.File}: {one.Cmdlet}"));
    }

    private static IEnumerable<string> Files() =>
        s_folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Page.Root, folder), "*", SearchOption.AllDirectories))
            .Where(file => s_kinds.Contains(Path.GetExtension(file)) && !Regex.IsMatch(file, @"[\\/](bin|obj|node_modules|dist)[\\/]"))
            .Append(Path.Combine(Page.Root, "README.md"));

    private static IEnumerable<(string File, string Cmdlet)> Named(string file) =>
        Regex
            .Matches(File.ReadAllText(file), @"\b[A-Z][a-z]+-Overlay[A-Z][A-Za-z]+")
            .Select(name => (Path.GetRelativePath(Page.Root, file), name.Value));
}
