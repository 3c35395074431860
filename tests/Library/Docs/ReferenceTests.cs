using System.Text.RegularExpressions;
using NetAudit.Collection;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Docs;

/// <summary>Reference pages name everything that exists, and nothing else.</summary>
public sealed class ReferenceTests
{
    private static string Cmdlets => Path.Combine(Page.Root, "module", "Cmdlets");

    // Matches "Errors.Record("ReportExists", ErrorCategory..." and, in a choice of two ids, both.
    private static IEnumerable<string> IdsOfCmdlets =>
        Directory
            .EnumerateFiles(Cmdlets, "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .SelectMany(text => Regex.Matches(text, """Errors\.Record\(\s*([^;]{0,120}?),\s*[^;]{0,40}?ErrorCategory\."""))
            .SelectMany(call => Regex.Matches(call.Groups[1].Value, "\"([A-Z][A-Za-z]{8,})\""))
            .Select(id => id.Groups[1].Value);

    [Fact]
    public void Each_error_id_is_listed_and_each_listed_one_is_there()
    {
        var listed = Page.Read("docs/reference/errors.md").FirstCells.Where(cell => Regex.IsMatch(cell, "^[A-Z][A-Za-z]+$"));

        Assert.Equal(
            Enum.GetNames<NetAuditError>().Concat(IdsOfCmdlets).Append("ContainerNotFound").Append("NetworkNotFound").Distinct().Order(),
            listed.Order()
        );
    }

    [Fact]
    public void Each_kind_of_gap_has_its_line_in_troubleshooting() =>
        Assert.Empty(Enum.GetNames<GapKind>().Except(Page.Read("docs/operations/troubleshooting.md").FirstCells));

    [Fact]
    public void Each_value_of_basis_and_status_has_its_line_in_evidence()
    {
        var told = Page.Read("docs/concepts/evidence.md").FirstCells;

        Assert.Empty(Enum.GetNames<Basis>().Except(["None"]).Except(told));
        Assert.Empty(Enum.GetNames<FeatureStatus>().Except(told));
    }

    [Fact]
    public void Compatibility_links_each_recorded_engine_to_hosts_that_run_it()
    {
        var page = File.ReadAllText(Path.Combine(Page.Root, "docs", "operations", "compatibility.md"));
        var recorded = Regex.Matches(page, @"\| Docker (\d+\.\d+), recorded \| tested \| \[(tests/[\w./-]+)\]").ToList();

        Assert.Equal(["20.10", "28.5", "29.7"], recorded.Select(row => row.Groups[1].Value));
        Assert.All(
            recorded.SelectMany(row => Bundles(row.Groups[2].Value).Select(file => (Version: row.Groups[1].Value, File: file))),
            pair => Assert.Equal(pair.Version, VersionOf(pair.File))
        );
    }

    private static string[] Bundles(string folder) => Directory.GetFiles(Path.Combine(Page.Root, folder), "*.tar.gz");

    /// <summary>The major and minor version of a recorded host's engine.</summary>
    private static string VersionOf(string file) =>
        string.Join(".", RecordedHost.Read(file, CancellationToken.None).Engine!.Version!.Split('.').Take(2));

    [Fact]
    public void Compatibility_names_each_system_and_shell_of_continuous_integration()
    {
        var workflow = File.ReadAllText(Path.Combine(Page.Root, ".github", "workflows", "ci.yml"));
        var page = File.ReadAllText(Path.Combine(Page.Root, "docs", "operations", "compatibility.md"));
        var tested = Regex.Matches(workflow, @"os: ([\w.-]+), shell: (\w+)").ToList();

        Assert.NotEmpty(tested);
        Assert.All(
            tested,
            pair => Assert.Matches($@"\(`{pair.Groups[2].Value}`\) \| {Regex.Escape(pair.Groups[1].Value)} \| tested", page)
        );
    }
}
