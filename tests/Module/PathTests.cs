using System.Management.Automation;
using NetAudit.Library.Tests.Collection.Engine;
using NetAudit.Module.Tests.Support;
using NetAudit.Rows;

namespace NetAudit.Module.Tests;

public sealed class PathTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Measure-OverlayPath -Path {0}")]
    [InlineData("Measure-OverlayPath -Path {0} -Throughput -WhatIf")]
    [InlineData("Import-OverlaySnapshot -Path {0} | Measure-OverlayPath")]
    public void A_recorded_host_gives_an_error_that_says_what_to_do_and_no_rows(string script)
    {
        var outcome = _session.Run(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, script, Repository.Host("overlay-swarm/sw1"))
        );

        Assert.Empty(outcome.Output);
        var error = Assert.Single(outcome.Errors);
        Assert.Equal("ProbeNotPossible,NetAudit.PowerShell.MeasureOverlayPathCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidOperation, error.CategoryInfo.Category);
        Assert.Contains("sw1 can't be probed: it is a recorded host", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal("Run Measure-OverlayPath on the host itself, as root.", error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public async Task An_engine_that_is_not_this_machine_s_is_an_error_too()
    {
        await using var engine = new FakeEngine();
        var outcome = _session.Run($"Measure-OverlayPath -DockerHost {engine.Endpoint}");

        Assert.Empty(outcome.Output);
        Assert.StartsWith("ProbeNotPossible,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Count 0")]
    [InlineData("-Count 1001")]
    [InlineData("-Interval 0")]
    [InlineData("-Seconds 31")]
    [InlineData("-ProbeTimeout 61")]
    public void What_would_send_without_bound_is_refused(string parameter)
    {
        var thrown = _session.Failure($"Measure-OverlayPath -Path {Repository.Host("overlay-swarm/sw1")} {parameter}");

        Assert.Equal("ParameterArgumentValidationError,NetAudit.PowerShell.MeasureOverlayPathCommand", thrown.FullyQualifiedErrorId);
    }

    [Fact]
    public void It_can_be_asked_what_it_would_send_and_solutions_are_completed()
    {
        var command = Assert.IsType<CmdletInfo>(Assert.Single(_session.Run("Get-Command Measure-OverlayPath").Output).BaseObject);

        Assert.All(["WhatIf", "Confirm", "Container", "Target", "Throughput"], name => Assert.Contains(name, command.Parameters.Keys));
        Assert.Contains(
            command.Parameters["Solution"].Attributes.OfType<ArgumentCompleterAttribute>(),
            completer => completer.Type?.Name == "SolutionCompleter"
        );
    }

    [Fact]
    public void A_row_s_table_fits_and_its_figures_are_written_the_same_everywhere()
    {
        var latency = Row("IcmpEcho") with
        {
            Sent = 1000,
            Received = 999,
            LossPercent = 0.1,
            MinMilliseconds = 0.05,
            MedianMilliseconds = 1234.5,
            P99Milliseconds = 2000,
            MaxMilliseconds = 9999.999,
            UnderlayMedianMilliseconds = 100.001,
            AddedMilliseconds = 234.499,
            Ratio = 1.234,
        };
        var throughput = Row("UdpThroughput") with
        {
            From = "a-container-with-a-long-name",
            MegabitsPerSecond = 98765.4,
            UnderlayMegabitsPerSecond = 99999,
            Ratio = 0.988,
            LossPercent = 33.33,
        };
        _session.Set("rows", new[] { latency, throughput });
        var outcome = _session.Run("$rows | Out-Default");

        Assert.Empty(outcome.Errors);
        var text = _session.Screen.Text;
        Assert.Contains("Host: m1: Flannel (udp), network bridge", text, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^c1 +c2 +IcmpEcho +0\.1 +1234\.500 ms +2000\.00 +100\.001 ms +1\.23 *$", text);
        Assert.Matches(@"(?m)UdpThroughput +33\.33 +98765 Mb/s +99999 Mb/s +0\.99 *$", text);
        Assert.All(text.Split('\n'), line => Assert.True(line.TrimEnd().Length < 80, line));
    }

    private static OverlayPath Row(string measure) =>
        new()
        {
            Host = "m1",
            Solution = "Flannel",
            Backend = "udp",
            Network = "bridge",
            From = "c1",
            FromAddress = "10.5.15.2",
            To = "c2",
            ToAddress = "10.5.31.2",
            ToHost = "10.99.0.2",
            Measure = measure,
            Answer = "an answer",
            SentFrom = "/proc/1/ns/net",
            Evidence = ["a: b"],
            MeasuredAt = DateTime.UnixEpoch,
        };
}
