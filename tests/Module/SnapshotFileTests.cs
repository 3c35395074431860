using NetAudit.Library.Tests;
using NetAudit.Module.Tests.Support;
using NetAudit.Snapshots;

namespace NetAudit.Module.Tests;

public sealed class SnapshotFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleSession _session = new();

    public SnapshotFileTests() => _session.Set("folder", _folder.Path);

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void An_audit_of_the_file_gives_the_same_rows_as_the_audit_of_the_host()
    {
        var file = Assert.Single(
            Run($"Import-OverlaySnapshot {Repository.Host("overlay-swarm/sw1")} | Export-OverlaySnapshot -Path $folder/sw1.json")
                .Rows<FileInfo>()
        );

        var host = Assert.Single(Run($"Get-OverlayFeature -Path {Repository.Host("overlay-swarm/sw1")} -AsJson").Rows<string>());
        var read = Assert.Single(Run("Get-OverlayFeature -Path $folder/sw1.json -AsJson").Rows<string>());
        Assert.Equal("sw1.json", file.Name);
        // The recommendation names the file that was read.
        Assert.Equal(host.Replace(RecordedHosts.PathOf("overlay-swarm/sw1"), _folder.File("sw1.json"), StringComparison.Ordinal), read);
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        Assert.Empty(
            Run($"Import-OverlaySnapshot {Repository.Host("overlay-swarm/sw1")} | Export-OverlaySnapshot -Path $folder/sw1.json -WhatIf")
                .Rows<FileInfo>()
        );
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void In_a_folder_each_host_is_a_file_of_its_own_and_no_name_leads_out_of_it()
    {
        _session.Set("hosts", new[] { RecordedPathTests.Snapshot("node1"), RecordedPathTests.Snapshot("../../evil") });

        var files = Run("$hosts | Export-OverlaySnapshot $folder").Rows<FileInfo>();

        Assert.Equal([_folder.File("node1.snapshot.json"), _folder.File("_.._evil.snapshot.json")], files.Select(file => file.FullName));
        Assert.All(files, file => Assert.True(file.Exists));
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder.Path).Length);
    }

    [Fact]
    public void Two_hosts_do_not_go_into_one_file()
    {
        _session.Set("hosts", new[] { RecordedPathTests.Snapshot("node1"), RecordedPathTests.Snapshot("node2") });
        var outcome = Run("$hosts | Export-OverlaySnapshot $folder/all.json");

        Assert.Equal(
            "SnapshotPathTaken,NetAudit.PowerShell.ExportOverlaySnapshotCommand",
            Assert.Single(outcome.Errors).FullyQualifiedErrorId
        );
        Assert.Equal("node1", Run("Import-OverlaySnapshot $folder/all.json").Rows<HostSnapshot>().Single().Host);
    }

    [Fact]
    public void A_file_that_is_there_stays_under_NoClobber_and_is_replaced_without()
    {
        File.WriteAllText(_folder.File("host.json"), "mine");
        _session.Set("node", RecordedPathTests.Snapshot("node1"));

        var kept = Run("$node | Export-OverlaySnapshot $folder/host.json -NoClobber");
        Assert.Equal("SnapshotExists,NetAudit.PowerShell.ExportOverlaySnapshotCommand", Assert.Single(kept.Errors).FullyQualifiedErrorId);
        Assert.Equal("mine", File.ReadAllText(_folder.File("host.json")));

        _ = Run("$node | Export-OverlaySnapshot $folder/host.json").Rows<FileInfo>();
        Assert.NotEqual("mine", File.ReadAllText(_folder.File("host.json")));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_read_only_file_is_replaced_by_force_only()
    {
        var path = _folder.File("host.json");
        File.WriteAllText(path, "mine");
        File.SetAttributes(path, FileAttributes.ReadOnly);
        _session.Set("node", RecordedPathTests.Snapshot("node1"));

        var refused = Run("$node | Export-OverlaySnapshot $folder/host.json");
        Assert.Equal(
            "SnapshotNotWritten,NetAudit.PowerShell.ExportOverlaySnapshotCommand",
            Assert.Single(refused.Errors).FullyQualifiedErrorId
        );
        Assert.Equal("mine", File.ReadAllText(path));

        _ = Run("$node | Export-OverlaySnapshot $folder/host.json -Force").Rows<FileInfo>();
        Assert.NotEqual("mine", File.ReadAllText(path));
    }

    [Fact]
    public void Who_reads_the_file_while_it_is_replaced_reads_the_old_one_whole()
    {
        File.WriteAllText(_folder.File("host.json"), "mine");
        _session.Set("node", RecordedPathTests.Snapshot("node1"));

        using var reader = new StreamReader(
            new FileStream(_folder.File("host.json"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
        );
        _ = Run("$node | Export-OverlaySnapshot $folder/host.json").Rows<FileInfo>();

        Assert.Equal("mine", reader.ReadToEnd());
        Assert.StartsWith("{", File.ReadAllText(_folder.File("host.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_can_not_be_written_leaves_nothing_behind()
    {
        _session.Set("node", RecordedPathTests.Snapshot("node1"));

        Assert.Equal(
            "SnapshotNotWritten,NetAudit.PowerShell.ExportOverlaySnapshotCommand",
            Assert.Single(Run("$node | Export-OverlaySnapshot $folder/none/host.json").Errors).FullyQualifiedErrorId
        );
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("Import-OverlaySnapshot -Path $folder/new.json")]
    [InlineData("Get-OverlayFeature -Path $folder/new.json")]
    [InlineData("Compare-OverlaySnapshot $folder/new.json $folder/new.json")]
    public void A_snapshot_of_a_newer_NetAudit_is_refused_by_every_cmdlet(string command)
    {
        File.WriteAllText(_folder.File("new.json"), "{\"format\":\"netaudit-snapshot\",\"formatVersion\":3,\"hosts\":[]}");
        var outcome = Run(command);

        Assert.Empty(outcome.Output);
        Assert.All(outcome.Errors, error => Assert.StartsWith("SnapshotTooNew", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Contains("format version 3; this NetAudit reads up to 2", outcome.Errors[0].ToString(), StringComparison.Ordinal);
    }

    private Outcome Run(string script) => _session.Run(script);
}
