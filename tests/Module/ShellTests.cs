using System.Diagnostics;
using NetAudit.Library.Tests;
using NetAudit.Library.Tests.Collection.Engine;
using NetAudit.Module.Tests.Support;
using Newtonsoft.Json.Linq;

namespace NetAudit.Module.Tests;

public sealed class ShellTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string Sw1 => Repository.Host("overlay-swarm/sw1");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_line_prints_its_rows_through_the_modules_views()
    {
        var run = await ShellRun.Of("-Command", $"Get-OverlayFeature -Path {Sw1} | Where-Object Status -eq Outdated");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"(?m)^NameService +No +Yes", run.Out);
        Assert.DoesNotMatch(@"(?m)^NetworkModel", run.Out);
        Assert.DoesNotContain("\u001b", run.Out + run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Long_texts_are_broken_between_words()
    {
        var run = await ShellRun.Of("-Command", "Get-Help Get-OverlayMatrix");

        var page = run.Out.ReplaceLineEndings("\n");
        Assert.Contains("\n    add a file of your own (about_NetAudit_Editions).", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_output_stays_data_where_there_are_warnings_and_verbose_lines()
    {
        var run = await ShellRun.Of(
            "-Command",
            $"Get-OverlayFeature -Path {Repository.Host("plain-docker-bridge-only/sx1")} -AsJson -Verbose"
        );

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(JArray.Parse(run.Out));
        Assert.Contains("WARNING: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("VERBOSE: ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", 0)]
    [InlineData("1/0", 1)]
    [InlineData("1/0; 1", 0)]
    [InlineData("throw 'x'", 1)]
    [InlineData("'unended", 1)]
    [InlineData("exit 7", 7)]
    [InlineData("Get-OverlayMatrix -Solution Nope", 1)]
    [InlineData("try { Get-OverlayMatrix -Solution Nope } catch { 'caught' }", 0)]
    public async Task A_lines_exit_code_is_as_in_PowerShell(string line, int code) =>
        Assert.Equal(code, (await ShellRun.Of("-Command", line)).ExitCode);

    [Theory]
    [InlineData("'ok'", 0)]
    [InlineData("exit 5; 'no'", 5)]
    [InlineData("exit 0", 0)]
    [InlineData("1/0; 'goes on'", 0)]
    [InlineData("throw 'x'", 1)]
    [InlineData("$ErrorActionPreference = 'Stop'; Get-OverlaySolution -Path /none", 1)]
    public async Task A_scripts_exit_code_is_as_in_PowerShell(string script, int code) =>
        Assert.Equal(code, (await ShellRun.Of(Script(script))).ExitCode);

    [Fact]
    public async Task A_script_gets_its_arguments_and_nothing_in_them_is_evaluated()
    {
        var run = await ShellRun.Of(
            Script("param($Name, [switch] $On, [switch] $Off = $true, [int] $Number) \"<$Name> $On $Off $Number <$args>\""),
            "-Name",
            "it's $(1+1); \"x\"",
            "-On",
            "-Off:$false",
            "-Number:-5",
            "rest"
        );

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("<it's $(1+1); \"x\"> True False -5 <rest>", run.Out.Trim());
    }

    [Fact]
    public async Task It_leaves_nothing_at_home_but_an_empty_cache_folder()
    {
        var run = await ShellRun.Of(
            ShellRun.Start(
                "dotnet",
                [Repository.Shell, "audit", "-Path", RecordedHosts.PathOf("overlay-swarm/sw1")],
                ("HOME", _folder.Path),
                ("TMPDIR", _folder.Path),
                ("XDG_CACHE_HOME", null),
                ("XDG_DATA_HOME", null),
                ("XDG_CONFIG_HOME", null),
                ("POWERSHELL_TELEMETRY_OPTOUT", null)
            )
        );

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
        Assert.DoesNotContain(
            Directory.EnumerateDirectories(_folder.Path, "*", SearchOption.AllDirectories),
            path => path.EndsWith("Modules", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_error_says_what_to_do_on_standard_error()
    {
        var run = await ShellRun.Of("-Command", "Get-OverlayFeature -DockerHost unix:///nowhere/docker.sock");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("", run.Out);
        Assert.Contains("unix:///nowhere/docker.sock", run.Error, StringComparison.Ordinal);
        Assert.Contains("What to do: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("EngineUnreachable", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alone_it_audits_the_engine_of_DOCKER_HOST()
    {
        var run = await ShellRun.Of(ShellRun.Start("dotnet", [Repository.Shell], ("DOCKER_HOST", "unix:///nowhere/else.sock")));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Get-OverlayFinding: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("unix:///nowhere/else.sock", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cmdlet_that_the_engine_lacks_is_said_to_be_lacking_and_what_to_use()
    {
        var run = await ShellRun.Of("-Command", "Get-OverlayMatrix | ConvertTo-Json");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("core cmdlets only", run.Error, StringComparison.Ordinal);
        Assert.Contains("-AsJson", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-h", 0, "netaudit -Command", "")]
    [InlineData("--help", 0, "netaudit -Command", "")]
    [InlineData("--version", 0, "0.", "")]
    [InlineData("-Bogus", 64, "", "-Bogus")]
    [InlineData("Get-OverlayMatrix", 64, "", "netaudit -Command \"Get-OverlayMatrix\"")]
    public async Task The_command_line_is_explained(string argument, int code, string output, string error)
    {
        var run = await ShellRun.Of(argument);

        Assert.Equal(code, run.ExitCode);
        Assert.Contains(output, run.Out, StringComparison.Ordinal);
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("1", false)]
    public async Task On_a_terminal_there_is_colour_unless_NO_COLOR_is_set(string? noColor, bool colour)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "needs script(1) to make a terminal");
        var run = await ShellRun.Of(
            ShellRun.Start(
                "/usr/bin/script",
                ["-qec", $"dotnet {Repository.Shell} -Command \"Get-OverlayFeature -Path {Sw1}\"", "/dev/null"],
                ("NO_COLOR", noColor),
                ("TERM", "xterm")
            )
        );

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("NetworkModel", run.Out, StringComparison.Ordinal);
        Assert.Equal(colour, run.Out.Contains("\u001b[36m", StringComparison.Ordinal));
        Assert.Equal(colour, run.Out.Contains("\u001b[32;1m", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("80", 80)]
    [InlineData("200", 200)]
    [InlineData("many", 120)]
    [InlineData(null, 120)]
    public async Task In_a_pipe_tables_have_the_columns_that_COLUMNS_says(string? columns, int width)
    {
        string[] arguments = [Repository.Shell, "-Command", $"Get-OverlayFeature -Path {Repository.Host("overlay-swarm/sw1")}"];

        var run = await ShellRun.Of(ShellRun.Start("dotnet", arguments, ("COLUMNS", columns)));

        Assert.Equal(0, run.ExitCode);
        Assert.InRange(run.Out.Split('\n').Max(line => line.TrimEnd().Length), width - 10, width);
    }

    [Fact]
    public async Task Ctrl_C_stops_a_hanging_collection_with_130()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "sends a signal");
        await using var engine = new FakeEngine();
        engine.Hanging.Add("/networks");
        using var process = ShellRun.Start("dotnet", [Repository.Shell, "-Command", $"Get-OverlayFeature -DockerHost {engine.Endpoint}"]);
        while (!engine.Requests.Any(line => line.Contains("/networks", StringComparison.Ordinal)))
        {
            Assert.False(process.HasExited);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        var clock = Stopwatch.StartNew();
        using (var signal = Process.Start("kill", ["-INT", $"{process.Id}"]))
        {
            await signal.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await process
            .WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal(130, process.ExitCode);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed}");
    }

    private string Script(string text)
    {
        var path = _folder.File("a script.ps1");
        File.WriteAllText(path, text);
        return path;
    }
}
