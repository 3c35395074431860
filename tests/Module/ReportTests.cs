using System.Xml.Linq;
using NetAudit.Drift;
using NetAudit.Module.Tests.Support;
using Newtonsoft.Json.Linq;

namespace NetAudit.Module.Tests;

public sealed class ReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleSession _session = new();

    public ReportTests() => _session.Set("folder", _folder.Path);

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_report_is_written_whole_and_given_as_a_file()
    {
        var file = Assert.Single(
            _session
                .Run($"Get-OverlayFeature -Path {Repository.Host("flannel-vxlan/fl1")} | Export-OverlayReport JUnit $folder/a.xml")
                .Rows<FileInfo>()
        );

        Assert.Equal(10, XDocument.Load(file.FullName).Descendants("testcase").Count());
        Assert.Equal([_folder.File("a.xml")], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_filter_changes_what_is_in_it_and_not_whether_it_is_valid()
    {
        var text = Assert.Single(
            _session
                .Run(
                    $"Get-OverlayFeature -Path {Repository.Host("flannel-vxlan/fl1")} | Where-Object Status -eq Outdated | "
                        + $"Export-OverlayReport -Format Sarif"
                )
                .Rows<string>()
        );

        Assert.Empty(JObject.Parse(text)["runs"]![0]!["results"]!);
    }

    [Fact]
    public void No_row_is_a_report_too() =>
        Assert.Empty(XDocument.Parse(Assert.Single(_session.Run("Export-OverlayReport -Format JUnit").Rows<string>())).Root!.Elements());

    [Fact]
    public void Several_formats_go_to_a_folder_or_to_files_whose_names_tell_them()
    {
        var rows = $"Get-OverlayFeature -Path {Repository.Host("flannel-vxlan/fl1")}";
        var first = _session.Run($"{rows} | Export-OverlayReport -Format JUnit, NUnit, Sarif, Csv -Path $folder").Rows<FileInfo>();
        var second = _session.Run($"{rows} | Export-OverlayReport -Path $folder/a.md, $folder/a.nunit.xml").Rows<FileInfo>();

        Assert.Equal(
            ["netaudit.xml", "netaudit.nunit.xml", "netaudit.sarif", "netaudit.csv", "a.md", "a.nunit.xml"],
            first.Concat(second).Select(file => file.Name)
        );
        Assert.Equal("test-run", XDocument.Load(_folder.File("a.nunit.xml")).Root!.Name.LocalName);
        Assert.Equal(6, Directory.GetFileSystemEntries(_folder.Path).Length);
    }

    [Fact]
    public void Two_reports_do_not_go_into_one_file() =>
        Assert.Equal(
            "ReportPathTaken,NetAudit.PowerShell.ExportOverlayReportCommand",
            _session.Failure("Export-OverlayReport -Format Csv, Json -Path $folder/a, $folder/a").FullyQualifiedErrorId
        );

    [Fact]
    public void A_name_that_tells_no_format_is_told() =>
        Assert.Contains(
            "No report format matches the name of '",
            _session.Failure("Export-OverlayReport -Path $folder/a.txt").ToString(),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_read_only_file_is_replaced_by_force_only()
    {
        File.WriteAllText(_folder.File("a.csv"), "mine");
        File.SetAttributes(_folder.File("a.csv"), FileAttributes.ReadOnly);

        Assert.StartsWith(
            "ReportNotWritten",
            Assert.Single(_session.Run("Export-OverlayReport Csv $folder/a.csv").Errors).FullyQualifiedErrorId,
            StringComparison.Ordinal
        );
        Assert.Equal("mine", File.ReadAllText(_folder.File("a.csv")));
        Assert.Single(_session.Run("Export-OverlayReport Csv $folder/a.csv -Force").Rows<FileInfo>());
        Assert.StartsWith("\"Host\"", File.ReadAllText(_folder.File("a.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_writes_nothing_and_NoClobber_leaves_what_is_there()
    {
        Assert.Empty(_session.Run("Export-OverlayReport Csv $folder/a.csv -WhatIf").Rows<FileInfo>());
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));

        File.WriteAllText(_folder.File("a.csv"), "mine");
        Assert.Equal(
            "ReportExists,NetAudit.PowerShell.ExportOverlayReportCommand",
            Assert.Single(_session.Run("Export-OverlayReport Csv $folder/a.csv -NoClobber").Errors).FullyQualifiedErrorId
        );
        Assert.Equal("mine", File.ReadAllText(_folder.File("a.csv")));
    }

    [Fact]
    public void An_unknown_format_names_those_there_are()
    {
        var error = _session.Failure("Export-OverlayReport Pdf");

        Assert.Equal("ReportFormatUnknown,NetAudit.PowerShell.ExportOverlayReportCommand", error.FullyQualifiedErrorId);
        Assert.Contains("JUnit", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_snapshots_are_compared_and_patterns_leave_differences_out()
    {
        var compare =
            $"Compare-OverlaySnapshot {Repository.Host("weave-stopped/node1")} {Repository.Host("weave-stopped/node1-after-reset")}";

        var all = _session.Run(compare).Rows<OverlayDrift>();
        var some = _session.Run($"{compare} -Ignore 'Endpoint *', 'Vnic *', 'Dns *'").Rows<OverlayDrift>();

        Assert.Contains(all, row => row.Area == "Vnic");
        Assert.NotEmpty(some);
        Assert.DoesNotContain(some, row => row.Area is "Endpoint" or "Vnic" or "Dns");
        Assert.Equal(all.Count, JArray.Parse(Assert.Single(_session.Run($"{compare} -AsJson").Rows<string>())).Count);
    }

    [Fact]
    public void A_snapshot_from_the_pipeline_is_compared_with_one_given()
    {
        var rows = _session
            .Run(
                $"$old = Import-OverlaySnapshot {Repository.Host("overlay-swarm/sw1")}; $old | Compare-OverlaySnapshot "
                    + $"-ReferenceObject $old"
            )
            .Rows<OverlayDrift>();

        Assert.Empty(rows);
    }

    [Fact]
    public void A_snapshot_that_is_not_there_is_an_error_of_its_path() =>
        Assert.StartsWith(
            "PathNotFound",
            Assert
                .Single(_session.Run($"Compare-OverlaySnapshot {Repository.Host("overlay-swarm/sw1")} nothere.json").Errors)
                .FullyQualifiedErrorId,
            StringComparison.Ordinal
        );
}
