using System.Text.RegularExpressions;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Layering;

/// <summary>In the rooms that draw conclusions, only one method turns null into empty: decision 0018.</summary>
public sealed partial class UnseenFactsTests
{
    private static readonly string[] s_rooms = ["Snapshots", "Solutions", "Findings", "Aspects", "Cluster", "Topology"];

    /// <summary>Files that turn null into empty for values that are no facts, with the reason.</summary>
    private static readonly Dictionary<string, string> s_allowed = new()
    {
        ["ShellText.cs"] = "a part of a command that isn't there",
        ["Observation.cs"] = "evidence that a caller may leave out",
    };

    [Fact]
    public void Null_becomes_empty_by_its_one_name()
    {
        var library = Path.GetFullPath(Path.Combine(RecordedHosts.Folder, "..", "..", "lib"));
        var wrong =
            from room in s_rooms
            from path in Directory.EnumerateFiles(Path.Combine(library, room), "*.cs", SearchOption.AllDirectories)
            where !s_allowed.ContainsKey(Path.GetFileName(path))
            from line in File.ReadLines(path)
            where ToEmpty().IsMatch(line)
            select $"{Path.GetRelativePath(library, path)}: {line.Trim()}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Nothing_of_what_was_not_seen_and_all_of_what_was()
    {
        IReadOnlyList<int>? unseen = null;
        IReadOnlyList<int> seen = [1, 2];

        Assert.Empty(unseen.OrNone());
        Assert.Same(seen, seen.OrNone());
    }

    [GeneratedRegex(@"\?\? (\[\]|new List|new\(\)|Array\.Empty|Enumerable\.Empty)")]
    private static partial Regex ToEmpty();
}
