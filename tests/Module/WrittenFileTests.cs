using System.Diagnostics;
using System.Runtime.Versioning;
using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests;

/// <summary>An audit usually runs as root. Its files must not be written to a place that another user chose.</summary>
public sealed class WrittenFileTests : IDisposable
{
    private const string NotWritten = "SnapshotNotWritten,NetAudit.PowerShell.ExportOverlaySnapshotCommand";
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder _folder = new();
    private readonly ModuleSession _session = new();

    public WrittenFileTests()
    {
        _session.Set("folder", _folder.Path);
        _session.Set("node", RecordedPathTests.Snapshot("node1"));
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_link_is_not_followed_and_stays()
    {
        var target = _folder.File("target");
        File.WriteAllText(target, "theirs");
        File.CreateSymbolicLink(_folder.File("link.json"), target);
        File.CreateSymbolicLink(_folder.File("broken.json"), _folder.File("nowhere"));

        foreach (var name in new[] { "link.json", "broken.json" })
        {
            var error = Assert.Single(_session.Run($"$node | Export-OverlaySnapshot $folder/{name} -Force").Errors);
            Assert.Equal(NotWritten, error.FullyQualifiedErrorId);
            Assert.Contains("only plain files are written", error.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal("theirs", File.ReadAllText(target));
        Assert.Equal(["broken.json", "link.json", "target"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order());
        Assert.NotNull(new FileInfo(_folder.File("link.json")).LinkTarget);
    }

    [Fact]
    public void A_pipe_is_refused_at_once_and_stays()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes with names are Unix's.");
        var pipe = _folder.File("pipe.json");
        using (var made = Process.Start("mkfifo", [pipe]))
        {
            made.WaitForExit();
        }

        Assert.Equal(
            NotWritten,
            Assert.Single(_session.Run("$node | Export-OverlaySnapshot $folder/pipe.json").Errors).FullyQualifiedErrorId
        );
        Assert.Equal([pipe], Directory.GetFileSystemEntries(_folder.Path));
        Assert.Equal(
            "ReportNotWritten,NetAudit.PowerShell.ExportOverlayReportCommand",
            Assert
                .Single(_session.Run("$node | Get-OverlayFeature | Export-OverlayReport -Path $folder/pipe.json -Format Json").Errors)
                .FullyQualifiedErrorId
        );
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_snapshot_is_for_its_owner_and_a_report_as_any_new_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Modes are Unix's.");
        _ = _session.Run("$node | Export-OverlaySnapshot $folder/new.json").Rows<FileInfo>();
        _ = _session.Run("$node | Get-OverlayFeature | Export-OverlayReport -Path $folder/rows.json -Format Json");
        File.WriteAllText(_folder.File("usual"), "");

        Assert.Equal(Private, File.GetUnixFileMode(_folder.File("new.json")));
        Assert.Equal(File.GetUnixFileMode(_folder.File("usual")), File.GetUnixFileMode(_folder.File("rows.json")));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_file_that_is_replaced_keeps_mode_and_owner()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root gives files to others.");
        const UnixFileMode Mode = Private | UnixFileMode.GroupRead;
        var path = _folder.File("old.json");
        File.WriteAllText(path, "old");
        File.SetUnixFileMode(path, Mode);
        using (var given = Process.Start("chown", ["65534:65534", path]))
        {
            given.WaitForExit();
        }

        _ = _session.Run("$node | Export-OverlaySnapshot $folder/old.json").Rows<FileInfo>();

        Assert.Equal(Mode, File.GetUnixFileMode(path));
        using var asked = Process.Start(new ProcessStartInfo("stat", ["-c", "%u:%g", path]) { RedirectStandardOutput = true })!;
        Assert.Equal("65534:65534", asked.StandardOutput.ReadToEnd().Trim());
        Assert.NotEqual("old", File.ReadAllText(path));
    }
}
