using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using NetAudit.Library.Tests.Collection.Engine;
using NetAudit.Module.Tests.Support;
using NetAudit.Rows;

namespace NetAudit.Module.Tests;

/// <summary>
/// Networks that a probe has the engine make, from a user's view. The engine is a made-up manager behind a process that is called dockerd.
/// </summary>
public sealed class TemporaryNetworkTests : IAsyncLifetime
{
    private const string Slowly = "-ProbeTimeout 50";

    private readonly ModuleSession _session = new();
    private readonly FakeEngine _engine = new();
    private readonly FakeNetworks _networks;
    private ForwardingDaemon? _daemon;

    public TemporaryNetworkTests() => _networks = new FakeNetworks(_engine);

    private string Endpoint => _daemon!.Endpoint;

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(ForwardingDaemon.WhyNot() is not null, ForwardingDaemon.WhyNot() ?? "");
        _daemon = new ForwardingDaemon(_engine.Path);
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        _session.Dispose();
        _daemon?.Dispose();
        await _engine.DisposeAsync();
    }

    [Fact]
    public void With_leave_networks_are_made_and_removed_and_the_row_is_Probed()
    {
        var row = Assert.Single(
            _session
                .Run($"Get-OverlayFeature -DockerHost {Endpoint} -Probe -AllowTemporaryNetwork -Aspect IPOverlap")
                .Rows<OverlayFeature>()
        );

        Assert.Equal("Probed", row.Basis);
        Assert.Equal((2, 2), (Count("POST"), Count("DELETE")));
        Assert.Empty(_networks.Names);
    }

    [Theory]
    [InlineData("Get-OverlayFeature -Probe")]
    [InlineData("Get-OverlayFeature -Probe -Aspect IPOverlap, SubnetRestriction")]
    [InlineData("Invoke-OverlayProbe")]
    [InlineData("Invoke-OverlayProbe -Check *")]
    public void Without_it_the_engine_is_only_read(string command)
    {
        _networks.Add("netaudit-tmp-old", "gone#1 until 2020-01-01T00:00:00Z");
        _session.Run($"{command} -DockerHost {Endpoint}");

        Assert.All(_engine.Requests, line => Assert.StartsWith("GET ", line, StringComparison.Ordinal));
        Assert.Equal(["netaudit-tmp-old"], _networks.Names);
    }

    [Fact]
    public void Who_names_only_these_checks_is_told_what_they_need()
    {
        var warning = Assert.Single(
            _session.Run($"Invoke-OverlayProbe -DockerHost {Endpoint} -Check IPOverlap").Warnings,
            line => line.Contains("nothing to probe", StringComparison.Ordinal)
        );

        Assert.Contains(
            "IPOverlap can only be tried with networks made on the engine, and removed again: -AllowTemporaryNetwork allows it",
            warning,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void WhatIf_says_which_networks_would_be_made_and_makes_none()
    {
        var outcome = _session.Run($"Invoke-OverlayProbe -DockerHost {Endpoint} -Check IPOverlap -AllowTemporaryNetwork -WhatIf");

        Assert.Empty(outcome.Output);
        Assert.All(_engine.Requests, line => Assert.StartsWith("GET ", line, StringComparison.Ordinal));
        var said = _session.Screen.Text.Replace("\n", "", StringComparison.Ordinal);
        Assert.Contains(
            "try IPOverlap of DockerOverlay: create 2 networks, one after the other, and remove them: driver overlay, internal, with a "
                + "subnet that nobody uses here (",
            said,
            StringComparison.Ordinal
        );
        Assert.Contains("the same subnet again (", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Leave_without_a_probe_is_an_error()
    {
        var error = _session.Failure($"Get-OverlayFeature -DockerHost {Endpoint} -AllowTemporaryNetwork");

        Assert.StartsWith("AllowTemporaryNetworkWithoutProbe,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-Probe", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(_engine.Requests);
    }

    [Fact]
    public void What_stays_is_a_warning_with_the_command_that_removes_it()
    {
        _networks.Removing = () => (403, """{"message":"network has active endpoints"}""");
        var outcome = _session.Run($"Get-OverlayFeature -DockerHost {Endpoint} -Probe -AllowTemporaryNetwork -Aspect IPOverlap");

        Assert.Equal("Probed", ((OverlayFeature)Assert.Single(outcome.Output).BaseObject).Basis);
        Assert.All(
            _networks.Names,
            name =>
                Assert.Contains(
                    outcome.Warnings,
                    line =>
                        line.Contains("LEFT BEHIND, as it could not be removed: 403 network has active endpoints", StringComparison.Ordinal)
                        && line.Contains($"docker -H {Endpoint} network rm {name}", StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public async Task The_pipelines_stop_waits_until_they_are_removed()
    {
        using var pipeline = _session.Pipeline(
            $"Get-OverlayFeature -DockerHost {Endpoint} -Probe -AllowTemporaryNetwork -Aspect IPOverlap {Slowly}"
        );
        pipeline.BeginInvoke();
        await TwoAreThereAsync();
        pipeline.Stop();

        Assert.Empty(_networks.Names);
        Assert.Equal(PSInvocationState.Stopped, pipeline.InvocationStateInfo.State);
    }

    [Fact]
    public async Task Stopped_where_they_can_not_be_removed_it_still_says_so()
    {
        _networks.Removing = () => (500, """{"message":"raft is gone"}""");
        using var pipeline = _session.Pipeline(
            $"Get-OverlayFeature -DockerHost {Endpoint} -Probe -AllowTemporaryNetwork -Aspect IPOverlap {Slowly}"
        );
        pipeline.BeginInvoke();
        await TwoAreThereAsync();
        var clock = Stopwatch.StartNew();
        pipeline.Stop();

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
        Assert.All(
            _networks.Names,
            name => Assert.Contains($"docker -H {Endpoint} network rm {name}", _session.Screen.Text, StringComparison.Ordinal)
        );
        Assert.Contains("LEFT BEHIND", _session.Screen.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public async Task A_signal_to_netaudit_leaves_nothing(string signal, int code)
    {
        using var process = Start();
        await TwoAreThereAsync();
        await SignalAsync(process, signal);

        Assert.Equal(code, process.ExitCode);
        Assert.Empty(_networks.Names);
    }

    [Fact]
    public async Task A_second_signal_ends_the_process_once_they_are_removed()
    {
        var until = DateTime.UtcNow.AddSeconds(3);
        _networks.Removing = () => DateTime.UtcNow < until ? (500, """{"message":"not yet"}""") : null;
        using var process = Start();
        await TwoAreThereAsync();
        until = DateTime.UtcNow.AddSeconds(3);
        using (var first = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await first.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await Task.Delay(500, TestContext.Current.CancellationToken);
        await SignalAsync(process, "INT");

        Assert.Equal(130, process.ExitCode);
        Assert.Empty(_networks.Names);
    }

    [Fact]
    public async Task What_a_killed_run_left_the_next_one_removes()
    {
        using (var process = Start())
        {
            await TwoAreThereAsync();
            await SignalAsync(process, "KILL");
        }

        Assert.Equal(2, _networks.Names.Count);
        Assert.Single(
            _session
                .Run($"Get-OverlayFeature -DockerHost {Endpoint} -Probe -AllowTemporaryNetwork -Aspect IPOverlap")
                .Rows<OverlayFeature>()
        );
        Assert.Empty(_networks.Names);
    }

    private Process Start() =>
        ShellRun.Start(
            "dotnet",
            [Repository.Shell, "-Command", $"Invoke-OverlayProbe -DockerHost {Endpoint} -Check IPOverlap -AllowTemporaryNetwork {Slowly}"]
        );

    private static async Task SignalAsync(Process process, string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process
            .WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    private async Task TwoAreThereAsync()
    {
        for (var clock = Stopwatch.StartNew(); _networks.Names.Count < 2 && clock.Elapsed.TotalSeconds < 40; )
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Equal(2, _networks.Names.Count);
        await Task.Delay(300, TestContext.Current.CancellationToken);
    }

    private int Count(string method) => _engine.Requests.Count(line => line.StartsWith(method + " ", StringComparison.Ordinal));
}
