using NetAudit.Live.Tests.Support;
using NetAudit.Paths;
using NetAudit.Rows;

namespace NetAudit.Live.Tests.Paths;

[Collection(nameof(PathFixture))]
public sealed class ThroughputTests(PathFixture lab) : LabTestBase<PathFixture>(lab)
{
    private static readonly PathOptions s_load = new()
    {
        Throughput = true,
        TransferTime = TimeSpan.FromSeconds(0.5),
        Count = 5,
        Interval = TimeSpan.FromMilliseconds(20),
    };

    [Fact]
    public async Task Through_the_swarm_s_overlay_TCP_and_UDP_are_measured_against_the_same_between_the_hosts()
    {
        var options = s_load with { Targets = ["c2"], Containers = ["c1"] };
        var rows = Load(await PathFixture.MeasureAsync(options, "DockerOverlay", Cancellation, Lab.First, Lab.Second));

        AssertCompared(rows, "c1", "c2");
    }

    [Fact]
    public async Task Between_containers_of_one_host_there_is_a_rate_and_no_ratio()
    {
        var options = s_load with { Targets = ["c1b"], Containers = ["c1"] };
        var rows = Load(await PathFixture.MeasureAsync(options, "DockerOverlay", Cancellation, Lab.First));

        Assert.Equal(["TcpThroughput", "UdpThroughput"], rows.Select(row => row.Measure));
        Assert.All(
            rows,
            row =>
            {
                Assert.True(row.MegabitsPerSecond > 0, row.Answer);
                Assert.Null(row.UnderlayMegabitsPerSecond ?? row.Ratio);
                Assert.Contains("no underlay between them", row.Reason, StringComparison.Ordinal);
            }
        );
    }

    [Theory]
    [InlineData("vxlan")]
    [InlineData("host-gw")]
    [InlineData("udp")]
    public async Task Each_of_Flannel_s_backends_has_its_cost_as_a_ratio(string backend)
    {
        Assert.SkipUnless(backend != "udp" || File.Exists("/dev/net/tun"), "needs /dev/net/tun");
        await Lab.Flannel.JoinAsync(backend);
        try
        {
            var other = await Lab.Second.DockerAsync("inspect", "-f", "{{.NetworkSettings.IPAddress}}", "d2");
            await Tool.UntilAsync("d2 answers", () => Lab.First.TryDockerAsync("exec", "d1", "ping", "-c", "1", "-W", "1", other));
            var rows = await PathFixture.MeasureAsync(s_load, "Flannel", Cancellation, Lab.First, Lab.Second);

            Assert.All(rows, row => Assert.Equal((backend, "d1", "d2", Lab.Second.Address), (row.Backend, row.From, row.To, row.ToHost)));
            Assert.All(
                rows.Where(row => row.MedianMilliseconds is not null),
                row => Assert.True(row.UnderlayMedianMilliseconds > 0 && row.LossPercent == 0, row.Answer)
            );
            AssertCompared(Load(rows), "d1", "d2");
            TestContext.Current.TestOutputHelper!.WriteLine(
                string.Join(
                    '\n',
                    rows.Select(row =>
                        $"{row.Measure} {row.MedianMilliseconds} {row.UnderlayMedianMilliseconds} {row.MegabitsPerSecond} "
                        + $"{row.UnderlayMegabitsPerSecond} {row.Ratio} {row.Reason}"
                    )
                )
            );
        }
        finally
        {
            await Lab.Flannel.ClearAsync();
        }
    }

    [Fact]
    public async Task Datagrams_are_as_large_as_the_path_takes_and_their_rate_is_over_the_time_that_they_were_sent()
    {
        await Lab.Second.InsideAsync("c2", "iptables -A INPUT -m length --length 1301: -j DROP");
        try
        {
            var options = s_load with { Targets = ["c2"], Containers = ["c1"], Timeout = TimeSpan.FromSeconds(0.3) };
            var row = Load(await PathFixture.MeasureAsync(options, "DockerOverlay", Cancellation, Lab.First, Lab.Second))[1];

            Assert.Contains(row.Evidence, line => line.Contains("UDP datagrams of 1272 bytes", StringComparison.Ordinal));
            Assert.True(row.Received > 0, row.Answer);
            Assert.InRange(row.Seconds!.Value, 0.5, 0.7);

            // Seconds are rounded to thousandths. For half a second, that is an error of two in a thousand.
            var rate = row.Received!.Value * 1272 * 8 / row.Seconds.Value / 1e6;
            Assert.InRange(row.MegabitsPerSecond!.Value, rate * 0.998, rate * 1.002);
        }
        finally
        {
            await Lab.Second.InsideAsync("c2", "iptables -F INPUT");
        }
    }

    [Fact]
    public async Task A_connection_that_a_firewall_drops_gives_no_rate_and_says_why()
    {
        await Lab.Second.InsideAsync("c2", "iptables -A INPUT -p tcp -j DROP");
        try
        {
            var options = s_load with { Targets = ["c2"], Containers = ["c1"], Timeout = TimeSpan.FromSeconds(0.3) };
            var rows = Load(await PathFixture.MeasureAsync(options, "DockerOverlay", Cancellation, Lab.First, Lab.Second));

            Assert.Null(rows[0].MegabitsPerSecond ?? rows[0].Ratio);
            Assert.StartsWith("nothing was sent: no connection to ", rows[0].Answer, StringComparison.Ordinal);
            Assert.True(rows[1].MegabitsPerSecond > 0, rows[1].Answer);
        }
        finally
        {
            await Lab.Second.InsideAsync("c2", "iptables -F INPUT");
        }
    }

    private static IReadOnlyList<OverlayPath> Load(IReadOnlyList<OverlayPath> rows) =>
        [.. rows.Where(row => row.Measure.EndsWith("Throughput", StringComparison.Ordinal))];

    private static void AssertCompared(IReadOnlyList<OverlayPath> rows, string from, string to)
    {
        Assert.Equal(["TcpThroughput", "UdpThroughput"], rows.Select(row => row.Measure));
        Assert.All(
            rows,
            row =>
            {
                Assert.Equal((from, to), (row.From, row.To));
                Assert.True(row.MegabitsPerSecond > 0, row.Answer);
                Assert.True(row.UnderlayMegabitsPerSecond > 0, row.Reason);
                Assert.Equal(row.MegabitsPerSecond!.Value / row.UnderlayMegabitsPerSecond!.Value, row.Ratio!.Value, 3);
                Assert.Matches("^(limited by |no single limit seen: )", row.Reason);
            }
        );
        Assert.Null(rows[0].LossPercent);
        Assert.Equal(100.0 * (rows[1].Sent!.Value - rows[1].Received!.Value) / rows[1].Sent!.Value, rows[1].LossPercent!.Value, 2);
    }
}
