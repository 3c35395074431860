using System.Globalization;
using System.Text.RegularExpressions;
using NetAudit.Live.Tests.Support;
using NetAudit.Paths;

namespace NetAudit.Live.Tests.Paths;

[Collection(nameof(PathFixture))]
public sealed partial class LatencyTests(PathFixture lab) : LabTestBase<PathFixture>(lab)
{
    private static readonly PathOptions s_toTheOtherHost = new()
    {
        Containers = ["c1"],
        Targets = ["c2"],
        Interval = TimeSpan.FromMilliseconds(50),
    };

    [Fact]
    public async Task Round_trips_to_another_host_are_what_ping_tells_from_the_container_s_namespace()
    {
        var rows = await PathFixture.MeasureAsync(s_toTheOtherHost, "DockerOverlay", Cancellation, Lab.First);
        var ping = await PingAsync(Lab.First, "c1", rows[0].ToAddress);

        Assert.Equal(["IcmpEcho", "TcpHandshake"], rows.Select(row => row.Measure));
        Assert.All(
            rows,
            row =>
            {
                Assert.Equal(("ph1", "DockerOverlay", "swarm", "ovp"), (row.Host, row.Solution, row.Backend, row.Network));
                Assert.Equal(("c1", "c2", Lab.Second.Address), (row.From, row.To, row.ToHost));
                Assert.Equal((20, 20, 0.0), (row.Sent, row.Received, row.LossPercent));
                Assert.InRange(row.MedianMilliseconds!.Value, ping / 10, ping * 10);
                Assert.True(row.MinMilliseconds > 0 && row.MinMilliseconds <= row.MedianMilliseconds);
                Assert.True(row.MedianMilliseconds <= row.P99Milliseconds && row.P99Milliseconds <= row.MaxMilliseconds);
                Assert.Null(row.Reason);
            }
        );
        Assert.Equal($"/proc/{await Lab.First.PidOfAsync("c1")}/ns/net", rows[0].SentFrom);
        Assert.Equal($"20 x ICMP echo reply from {rows[0].ToAddress}, TTL 64", rows[0].Answer);
        Assert.Equal($"20 x TCP RST from {rows[0].ToAddress}", rows[1].Answer);
    }

    [Fact]
    public async Task The_underlay_is_measured_between_the_hosts_and_what_the_overlay_adds_is_the_difference()
    {
        var rows = await PathFixture.MeasureAsync(s_toTheOtherHost, "DockerOverlay", Cancellation, Lab.First);
        var ping = Average(await Lab.First.ShAsync($"busybox ping -q -c 20 -i 0.05 {Lab.Second.Address}"));

        Assert.All(
            rows,
            row =>
            {
                Assert.InRange(row.UnderlayMedianMilliseconds!.Value, ping / 10, ping * 10);
                Assert.Equal(0, row.UnderlayLossPercent);
                Assert.Equal(row.MedianMilliseconds!.Value - row.UnderlayMedianMilliseconds.Value, row.AddedMilliseconds!.Value, 3);
                // The figures are rounded, so their ratio is too.
                Assert.Equal(row.MedianMilliseconds.Value / row.UnderlayMedianMilliseconds.Value, row.Ratio!.Value, 0.02);
            }
        );
    }

    [Fact]
    public async Task A_command_of_the_evidence_can_be_run_as_it_stands()
    {
        var row = (await PathFixture.MeasureAsync(s_toTheOtherHost, "DockerOverlay", Cancellation, Lab.First))[0];
        var commands = row
            .Evidence.Where(line => line.StartsWith("by hand: ", StringComparison.Ordinal))
            .Select(line => line["by hand: ".Length..])
            .ToList();

        Assert.Equal(2, commands.Count);
        Assert.All(commands, command => Assert.Contains(" ping -c 20 ", command, StringComparison.Ordinal));
        foreach (var command in commands)
        {
            Assert.True(
                Average(await Tool.RunAsync("sh", "-ec", command.Replace(" ping ", " busybox ping ", StringComparison.Ordinal))) > 0
            );
        }
    }

    [Fact]
    public async Task Containers_of_one_host_have_no_underlay_between_them_and_nothing_is_invented()
    {
        var rows = await PathFixture.MeasureAsync(s_toTheOtherHost with { Targets = ["c1b"] }, "DockerOverlay", Cancellation, Lab.First);

        Assert.Equal(2, rows.Count);
        Assert.All(
            rows,
            row =>
            {
                Assert.Equal((20, 0.0), (row.Received, row.LossPercent));
                Assert.Null(row.ToHost);
                Assert.Null(row.UnderlayMedianMilliseconds ?? row.AddedMilliseconds ?? row.Ratio);
                Assert.Contains("no underlay between them", row.Reason, StringComparison.Ordinal);
            }
        );
    }

    [Theory]
    [InlineData("-m statistic --mode nth --every 2 --packet 0", 50)]
    [InlineData("", 100)]
    public async Task Packets_that_are_dropped_are_the_loss_and_the_others_stay(string match, double loss)
    {
        Assert.SkipUnless(await CanDropAsync(match), $"the kernel has no rule {match}");
        await Lab.Second.InsideAsync("c2", $"iptables -A INPUT -p icmp {match} -j DROP");
        try
        {
            var rows = await PathFixture.MeasureAsync(
                s_toTheOtherHost with
                {
                    Timeout = TimeSpan.FromSeconds(0.5),
                },
                "DockerOverlay",
                Cancellation,
                Lab.First
            );

            Assert.Equal((20, loss), (rows[0].Sent, rows[0].LossPercent));
            Assert.Equal(loss == 100, rows[0].MedianMilliseconds is null);
            Assert.Equal(0, rows[0].UnderlayLossPercent);
            Assert.Equal(0, rows[1].LossPercent);
            if (loss == 100)
            {
                Assert.Equal("nothing within 0.5 s", rows[0].Answer);
                Assert.Null(rows[0].Ratio ?? rows[0].AddedMilliseconds);
            }
        }
        finally
        {
            await Lab.Second.InsideAsync("c2", "iptables -F INPUT");
        }
    }

    private async Task<bool> CanDropAsync(string match) =>
        (
            await Tool.TryAsync(
                "nsenter",
                [
                    $"--net=/proc/{await Lab.First.PidOfAsync("c1b")}/ns/net",
                    "sh",
                    "-ec",
                    "iptables -A INPUT -p " + $"icmp {match} -j DROP && iptables -F INPUT",
                ]
            )
        ).ExitCode == 0;

    private static async Task<double> PingAsync(DockerHost host, string container, string target) =>
        Average(await host.InsideAsync(container, $"busybox ping -q -c 20 -i 0.05 {target}"));

    private static double Average(string ping)
    {
        Assert.Contains(" 0% packet loss", ping, StringComparison.Ordinal);
        return double.Parse(Times().Match(ping).Groups["average"].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"min/avg/max = [\d.]+/(?<average>[\d.]+)/")]
    private static partial Regex Times();
}
