using NetAudit.Browser.Tests.Support;
using NetAudit.Drift;
using NetAudit.Library.Tests;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Browser.Tests;

/// <summary>Probes as a heat map, paths as plots, and drift.</summary>
public sealed class ProbedTests(Chromium browser)
{
    private static readonly NetworkRef s_network = new() { Id = "3tqsb7j6z4kly0cw1d3f55o9k", Name = "ov1" };

    [Fact]
    public async Task Probes_are_a_heat_map_with_each_packet_at_a_click()
    {
        var host = RecordedHosts.Read("overlay-swarm/sw1") with
        {
            Probes =
            [
                Probe("c1", "c2", ProbeProtocol.Icmp, ProbeOutcome.Reached),
                Probe("c1", "c2", ProbeProtocol.Udp, ProbeOutcome.Silent),
                Probe("c1b", "c2", ProbeProtocol.Icmp, ProbeOutcome.Reached),
            ],
        };
        await using var report = await OpenReport.OpenAsync(browser, Report.Of([host]));
        var page = report.Page;

        Assert.Equal(["1/2", "\u2713"], await page.Locator(".heat-cell").AllTextContentsAsync());
        Assert.Contains(
            "Containers reach each other across hosts: 2 of 3 probes within a network were answered.",
            await page.TextContentAsync(".summary .verdict"),
            StringComparison.Ordinal
        );
        await page.Locator(".heat-cell").First.ClickAsync();
        Assert.Equal(2, await page.Locator(".heat-map .answer-details h4").CountAsync());
        await Finish(report, "probed");
    }

    [Fact]
    public async Task Paths_are_plots_beside_the_underlay()
    {
        var content = Report.Of("overlay-swarm/sw1") with
        {
            Paths =
            [
                Path("Latency") with
                {
                    MinMilliseconds = 0.2,
                    MedianMilliseconds = 0.4,
                    P99Milliseconds = 1.1,
                    MaxMilliseconds = 3,
                    UnderlayMedianMilliseconds = 0.3,
                },
                Path("Tcp") with
                {
                    MegabitsPerSecond = 700,
                    UnderlayMegabitsPerSecond = 940,
                    Ratio = 0.74,
                },
            ],
        };
        await using var report = await OpenReport.OpenAsync(browser, content);

        Assert.Equal(
            ["Round trips, 0 to 5 ms", "Throughput, 0 to 1000 Mbit/s"],
            await report.Page.Locator("#paths h3").AllTextContentsAsync()
        );
        Assert.Equal(
            ["median 0.4 ms, 99 %: 1.1 ms; underlay 0.3 ms", "700 Mbit/s; underlay 940 Mbit/s; ratio 0.74"],
            await report.Page.Locator(".plot-text").AllTextContentsAsync()
        );
        await Finish(report, "paths");
    }

    [Fact]
    public async Task Drift_is_a_table_that_can_be_narrowed_and_stands_in_the_picture()
    {
        var after = RecordedHosts.Read("overlay-swarm/sw2");
        var before = after with
        {
            Containers =
            [
                .. after.Containers!.Where(one => one.Name != "c2"),
                after.Containers!.First(one => one.Name == "c2") with
                {
                    Id = new string('1', 64),
                    Name = "c0",
                },
            ],
        };
        var drift = SnapshotDrift.Compare(before, after);
        await using var report = await OpenReport.OpenAsync(browser, Report.Of([after]) with { Drift = drift });
        var page = report.Page;

        Assert.Equal(drift.Count, await page.Locator("#drift tbody tr").CountAsync());
        Assert.Equal(["c2"], await page.Locator(".holder .box:has(.change.appeared) .title").AllTextContentsAsync());
        Assert.Equal(["c0"], await page.Locator(".holder .box:has(.change.went) .title").AllTextContentsAsync());
        await page.FillAsync("#drift input", "c0");
        Assert.Equal(
            drift.Count(one => $"{one.Subject}\n{one.From}\n{one.To}".Contains("c0", StringComparison.Ordinal)),
            await page.Locator("#drift tbody tr").CountAsync()
        );
        await Finish(report, "drift");
    }

    private static async Task Finish(OpenReport report, string name)
    {
        await report.AssertAccessibleAsync();
        await report.PictureAsync(name);
        foreach (var width in new[] { 360, 768, 1440 })
        {
            await report.AssertFitsAsync(width);
        }

        report.AssertQuiet();
    }

    private static ProbeRecord Probe(string from, string to, ProbeProtocol protocol, ProbeOutcome outcome) =>
        new()
        {
            Check = ProbeCheck.ProtocolSupport,
            Solution = "DockerOverlay",
            From = new()
            {
                Kind = ProbePeerKind.Container,
                Container = from,
                Link = "eth0",
                Address = "10.0.1.2",
                Network = s_network,
            },
            To = new()
            {
                Kind = ProbePeerKind.Container,
                Container = to,
                Address = "10.0.1.9",
                Network = s_network,
                Host = "10.99.0.2",
                IsRemote = true,
            },
            Packets = [new() { Protocol = protocol }],
            Finding = new ProtocolAnswer { Protocol = protocol },
            Outcome = outcome,
            Took = TimeSpan.FromMilliseconds(2),
        };

    private static OverlayPath Path(string measure) =>
        new()
        {
            Host = "sw1",
            Solution = "DockerOverlay",
            Backend = "swarm",
            Network = "ov1",
            From = "c1",
            FromAddress = "10.0.1.2",
            To = "c2",
            ToAddress = "10.0.1.9",
            ToHost = "10.99.0.2",
            Measure = measure,
            Answer = "measured",
            SentFrom = "inside c1",
            Evidence = ["c1: echo requests"],
            MeasuredAt = DateTime.UnixEpoch,
        };
}
