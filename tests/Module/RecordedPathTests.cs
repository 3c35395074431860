using NetAudit.Library.Tests;
using NetAudit.Module.Tests.Support;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Module.Tests;

/// <summary>Recorded hosts by path and pipeline, and the messages about missing and unseen parts.</summary>
public sealed class RecordedPathTests
{
    [Fact]
    public void What_was_looked_for_is_only_what_could_be_seen()
    {
        var host = RecordedHosts.Read("plain-docker-bridge-only/sx1");
        using var session = new ModuleSession();
        session.Set("whole", host);
        session.Set("engine", host with { HostNamespace = null });

        Assert.Contains("chains", Assert.Single(session.Run("$whole | Get-OverlayFeature").Warnings), StringComparison.Ordinal);
        Assert.Contains(
            "Looked for:\n  the engine's networks and their drivers, its plugins, the swarm. The kernel was not seen: what doesn't show in "
                + "the engine's API is missed",
            session.Run("$engine | Get-OverlayFeature").Warnings[^1],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Wildcards_in_a_path_stand_for_several_hosts_in_order()
    {
        using var session = new ModuleSession();
        var rows = session
            .Run(
                $"Get-OverlaySolution -Path {Repository.Quoted(Path.Combine(RecordedHosts.Folder, "flannel-*", "*.tar.gz"))} -Name Flannel"
            )
            .Rows<OverlaySolution>();

        Assert.Equal(["fl1", "fl2"], rows.Select(row => row.Host).Distinct().Order());
        Assert.True(rows.Count >= 7, $"{rows.Count} rows");
    }

    [Fact]
    public void A_literal_path_takes_brackets_as_they_are()
    {
        using var folder = new TemporaryFolder();
        File.Copy(RecordedHosts.PathOf("plain-docker-bridge-only/sx1"), folder.File("[a].tar.gz"));
        using var session = new ModuleSession();

        var rows = session.Run($"Get-OverlayNetwork -LiteralPath {Repository.Quoted(folder.File("[a].tar.gz"))}").Rows<OverlayNetwork>();
        var outcome = session.Run($"Get-OverlayNetwork -Path {Repository.Quoted(folder.File("[a].tar.gz"))}");

        Assert.Contains(rows, row => row.Name == "bridge");
        Assert.Equal("PathNotFound,NetAudit.PowerShell.GetOverlayNetworkCommand", Assert.Single(outcome.Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void Files_from_a_pipeline_are_read_as_paths_not_taken_for_engines()
    {
        using var session = new ModuleSession();
        var rows = session
            .Run(
                $"[IO.FileInfo]::new({Repository.Host("overlay-swarm/sw1")}), [IO.FileInfo]::new({Repository.Host("overlay-swarm/sw2")}) | "
                    + $"Get-OverlaySolution"
            )
            .Rows<OverlaySolution>();

        Assert.Equal(["sw1", "sw2"], rows.Select(row => row.Host));
    }

    [Fact]
    public void A_wrong_path_is_an_error_of_its_own_and_the_others_are_read()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("broken.tar.gz"), File.ReadAllBytes(RecordedHosts.PathOf("overlay-swarm/sw1"))[..5000]);
        using var session = new ModuleSession();
        var outcome = session.Run(
            $"Get-OverlaySolution -Path {Repository.Quoted(folder.File("none"))}, {Repository.Quoted(folder.File("broken.tar.gz"))}, "
                + $"{Repository.Host("overlay-swarm/sw1")}"
        );

        Assert.Null(outcome.Thrown);
        Assert.Equal(["sw1"], outcome.Values("Host"));
        Assert.Equal(2, outcome.Errors.Count);
        Assert.StartsWith("PathNotFound,", outcome.Errors[0].FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("BundleInvalid,", outcome.Errors[1].FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.All(outcome.Errors, error => Assert.NotEqual("", error.ErrorDetails.RecommendedAction));
    }

    [Fact]
    public void A_pattern_that_matches_nothing_is_an_error_not_silence()
    {
        using var folder = new TemporaryFolder();
        using var session = new ModuleSession();
        var outcome = session.Run($"Get-OverlayFeature -Path {Repository.Quoted(folder.File("*.tar.gz"))}");

        Assert.Equal("PathNotFound,NetAudit.PowerShell.GetOverlayFeatureCommand", Assert.Single(outcome.Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void A_plain_host_gives_no_rows_and_a_warning_that_says_what_was_looked_for()
    {
        using var session = new ModuleSession();
        var outcome = session.Run($"Get-OverlayFeature -Path {Repository.Host("plain-docker-bridge-only/sx1")}");

        Assert.Empty(outcome.Rows<OverlayFeature>());
        Assert.Contains(
            outcome.Warnings,
            warning =>
                warning.Contains("sx1", StringComparison.Ordinal)
                && HostAudit.LooksFor.All(line => warning.Contains(line, StringComparison.Ordinal))
        );
    }

    [Fact]
    public void A_plain_host_has_no_solution_and_a_warning_says_so()
    {
        using var session = new ModuleSession();
        var outcome = session.Run($"Get-OverlaySolution -Path {Repository.Host("plain-docker-bridge-only/sx1")}");

        Assert.Empty(outcome.Rows<OverlaySolution>());
        Assert.Equal(["sx1: no multi-host network solution was found. Get-OverlayNetwork lists the host's networks."], outcome.Warnings);
    }

    [Fact]
    public void A_solution_that_is_named_is_compared_where_it_was_not_found_and_a_pattern_is_not()
    {
        using var session = new ModuleSession();
        var named = session.Run($"Get-OverlayFeature -Path {Repository.Host("plain-docker-bridge-only/sx1")} -Solution flannel");
        var pattern = session.Run($"Get-OverlayFeature -Path {Repository.Host("plain-docker-bridge-only/sx1")} -Solution flan*");

        Assert.Equal(10, named.Rows<OverlayFeature>().Count);
        Assert.Equal("Flannel", named.Values("Solution").Distinct().Single());
        Assert.Empty(pattern.Rows<OverlayFeature>());
        Assert.Contains(pattern.Warnings, warning => warning.Contains("flan*", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_in_the_pipeline_is_no_host_not_this_machine()
    {
        using var session = new ModuleSession();
        Assert.Empty(session.Run("@() | Get-OverlayFeature").Rows<OverlayFeature>());
    }

    [Fact]
    public void Verbose_lists_what_was_not_seen()
    {
        using var session = new ModuleSession();
        var snapshot = Snapshot("built") with
        {
            Gaps =
            [
                new Gap
                {
                    Kind = GapKind.NeedsRoot,
                    Subject = "container c1",
                    Reason = "needs root",
                    Remedy = "run as root on the host",
                },
            ],
        };
        session.Set("built", snapshot);
        var outcome = session.Run("Get-OverlayNetwork -InputObject $built -Verbose");

        Assert.Contains("built: container c1 not seen: needs root; run as root on the host", outcome.Verbose);
        Assert.Contains("needs root", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reason_that_mentions_a_path_below_root_is_no_lack_of_rights()
    {
        using var session = new ModuleSession();
        session.Set(
            "built",
            Snapshot("built") with
            {
                Gaps = [new Gap { Subject = "file /root/x.json", Reason = "Could not find file '/root/x.json'." }],
            }
        );
        var outcome = session.Run("Get-OverlayNetwork -InputObject $built -Verbose");

        Assert.Empty(outcome.Warnings);
        Assert.Contains("built: file /root/x.json not seen: Could not find file '/root/x.json'.", outcome.Verbose);
    }

    internal static HostSnapshot Snapshot(string name) =>
        new()
        {
            Host = name,
            CollectedAt = DateTimeOffset.UnixEpoch,
            Origin = new ImportedOrigin("a test", "a test"),
            Networks = [],
            Containers = [],
        };
}
