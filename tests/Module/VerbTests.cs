using NetAudit.Library.Tests;
using NetAudit.Module.Tests.Support;
using Newtonsoft.Json.Linq;

namespace NetAudit.Module.Tests;

/// <summary>netaudit's verbs, called as from a shell.</summary>
public sealed class VerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string Sw1 => RecordedHosts.PathOf("overlay-swarm/sw1");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("findings", "Get-OverlayFinding")]
    [InlineData("audit", "Get-OverlayFeature")]
    [InlineData("assert", "0 as expected, 2 findings, 3 could not audit")]
    [InlineData("compare", "0 no difference, 2 differences")]
    [InlineData("collect", "Export-OverlaySnapshot")]
    [InlineData("report", "Export-OverlayReport")]
    public async Task Each_verb_tells_its_options_and_exit_codes(string verb, string told)
    {
        var run = await ShellRun.Of(verb, "--help");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(told, run.Out, StringComparison.Ordinal);
        Assert.Contains("Exit code", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("asert", "assert")]
    [InlineData("findngs", "findings")]
    [InlineData("comapre", "compare")]
    public async Task A_typo_suggests_what_was_meant(string typed, string meant)
    {
        var run = await ShellRun.Of(typed);

        Assert.Equal(64, run.ExitCode);
        Assert.Contains($"Did you mean '{meant}'?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Findings_takes_options_as_other_tools_have_them()
    {
        var run = await ShellRun.Of("findings", "--path", Sw1, "--as-json");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(JArray.Parse(run.Out), finding => (string?)finding["Rule"] == "NetworkNotAllocated");
    }

    [Theory]
    [InlineData("sw1", 0)]
    [InlineData("sw2", 2)]
    [InlineData("none", 3)]
    public async Task Compare_ends_with_a_code_that_tells_whether_there_are_differences(string after, int code)
    {
        var report = _folder.File("drift.xml");
        var other = after == "none" ? _folder.File("none.tar.gz") : RecordedHosts.PathOf($"overlay-swarm/{after}");
        var run = await ShellRun.Of("compare", Sw1, other, "--report-path", report);

        Assert.Equal(code, run.ExitCode);
        Assert.Equal(code == 2, File.Exists(report) && File.ReadAllText(report).Contains("<failure", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Report_writes_findings_and_the_audit()
    {
        var file = _folder.File("report.json");
        var run = await ShellRun.Of("report", file, "-Path", Sw1);

        Assert.Equal(0, run.ExitCode);
        var report = JObject.Parse(File.ReadAllText(file));
        Assert.NotEmpty(report["findings"]!);
        Assert.Equal(10, report["rows"]!.Count());
    }

    [Theory]
    [InlineData("-Frmat", "Json", 64)]
    [InlineData("-DockerHost", "tcp://127.0.0.1:1", 1)]
    public async Task A_report_that_can_not_be_made_leaves_the_one_that_is_there(string option, string value, int code)
    {
        var file = _folder.File("report.md");
        File.WriteAllText(file, "yesterday's");

        var run = await ShellRun.Of("report", file, option, value);

        Assert.Equal(code, run.ExitCode);
        Assert.Equal("yesterday's", File.ReadAllText(file));
    }

    [Fact]
    public async Task A_report_without_a_host_that_could_not_be_read_is_written_and_told_by_1()
    {
        var file = _folder.File("report.json");

        var run = await ShellRun.Of("report", file, "-Path", $"{Sw1},{_folder.File("none.tar.gz")}");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("PathNotFound", run.Error, StringComparison.Ordinal);
        Assert.Equal(10, JObject.Parse(File.ReadAllText(file))["rows"]!.Count());
    }

    [Fact]
    public async Task The_gate_says_a_line_where_it_passes_and_fails_on_a_fault_that_the_example_of_CI_says_nothing_of()
    {
        var file = _folder.File("netaudit.json");
        File.WriteAllText(file, """{ "version": 1, "solutions": [ { "solution": "DockerOverlay", "states": ["Running", "Idle"] } ] }""");

        var passed = await ShellRun.Of("assert", file, "-Path", RecordedHosts.PathOf("overlay-swarm/sw2"));
        var failed = await ShellRun.Of("assert", file, "-Path", Sw1);

        Assert.Equal(0, passed.ExitCode);
        Assert.Matches(@"netaudit\.json: as expected: \d+ checks on sw2 passed", passed.Error);
        Assert.Equal(2, failed.ExitCode);
        Assert.Contains("NetworkNotAllocated", failed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("findings --sevrity Error", "-Severity")]
    [InlineData("audit --edtion current", "-Edition")]
    [InlineData("assert --hepl", "-Help")]
    public async Task A_slip_in_an_option_is_no_audit_and_says_what_was_meant(string line, string meant)
    {
        var run = await ShellRun.Of([.. line.Split(' '), "--path", Sw1]);

        Assert.Equal((64, ""), (run.ExitCode, run.Out));
        Assert.Contains($"Did you mean {meant}?", run.Error, StringComparison.Ordinal);
    }
}
