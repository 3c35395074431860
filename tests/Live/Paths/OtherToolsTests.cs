using NetAudit.Live.Tests.Support;
using NetAudit.Paths;
using NetAudit.Rows;

namespace NetAudit.Live.Tests.Paths;

/// <summary>
/// Measure-OverlayPath beside ping and iperf3, on each backend that this kernel supports. The ratio of overlay to underlay is compared. All
/// take turns. If they don't agree after three rounds (<see cref="Agreement"/>), more rounds show whether that was noise.
/// </summary>
[Collection(nameof(PathFixture))]
public sealed class OtherToolsTests(PathFixture lab) : LabTestBase<PathFixture>(lab)
{
    private const int FewestRounds = 3;
    private const int MostRounds = 9;
    private const int Pings = 100;

    private static readonly PathOptions s_options = new()
    {
        Throughput = true,
        TransferTime = TimeSpan.FromSeconds(2),
        Count = Pings,
        Interval = TimeSpan.FromMilliseconds(10),
    };

    [Theory]
    [InlineData("vxlan")]
    [InlineData("host-gw")]
    [InlineData("udp")]
    public async Task Round_trips_and_TCP_are_what_ping_and_iperf3_measure(string backend)
    {
        Assert.SkipWhen(OtherTools.Missing is not null, OtherTools.Missing ?? "");
        Assert.SkipUnless(backend != "udp" || File.Exists("/dev/net/tun"), "needs /dev/net/tun");
        await Lab.Flannel.JoinAsync(backend);
        try
        {
            var (overlay, underlay) = await PathsAsync();
            var icmp = new Rounds("ICMP");
            var tcp = new Rounds("TCP");
            while (icmp.Count < FewestRounds || (icmp.Count < MostRounds && !(icmp.Agree && tcp.Agree)))
            {
                var others = await overlay.PingAsync(Pings) / await underlay.PingAsync(Pings);
                var rows = await PathFixture.MeasureAsync(s_options, "Flannel", Cancellation, Lab.First, Lab.Second);
                icmp.Add(rows, PathMeasure.IcmpEcho, others);
                tcp.Add(rows, PathMeasure.TcpThroughput, await overlay.Iperf3Async(1) / await underlay.Iperf3Async(1));
                AssertLimits(rows);
            }

            var lines = $"{backend}, {icmp}\n{backend}, {tcp}";
            TestContext.Current.TestOutputHelper!.WriteLine(lines);
            Assert.True(icmp.Agree && tcp.Agree, lines);
        }
        finally
        {
            await Lab.Flannel.ClearAsync();
        }
    }

    private async Task<(OtherTools Overlay, OtherTools Underlay)> PathsAsync()
    {
        var target = await Lab.Second.DockerAsync("inspect", "-f", "{{.NetworkSettings.IPAddress}}", "d2");
        await Tool.UntilAsync("d2 answers", () => Lab.First.TryDockerAsync("exec", "d1", "ping", "-c", "1", "-W", "1", target));
        var (from, to) = (await Lab.First.PidOfAsync("d1"), await Lab.Second.PidOfAsync("d2"));
        return (
            new OtherTools($"/proc/{from}/ns/net", $"/proc/{to}/ns/net", target),
            new OtherTools($"/proc/{Lab.First.EnginePid}/ns/net", $"/proc/{Lab.Second.EnginePid}/ns/net", Lab.Second.Address)
        );
    }

    /// <summary>Checks that each transfer names its limit.</summary>
    private static void AssertLimits(IReadOnlyList<OverlayPath> rows) =>
        Assert.All(
            rows.Where(row => row.MegabitsPerSecond is not null),
            row => Assert.Matches("^(limited by |no single limit seen: )", row.Reason)
        );

    private sealed class Rounds(string name)
    {
        private readonly List<double> _own = [];
        private readonly List<double> _others = [];

        public int Count => _own.Count;

        public bool Agree => Agreement.Holds(_own, _others);

        public void Add(IReadOnlyList<OverlayPath> rows, PathMeasure measure, double others)
        {
            _own.Add(rows.Single(row => row.Measure == measure.ToString()).Ratio!.Value);
            _others.Add(others);
        }

        public override string ToString()
        {
            var (low, high) = Agreement.Bounds(_own, _others);
            return FormattableString.Invariant(
                $"{name}: NetAudit {List(_own)}, the others {List(_others)}, so {low:0.###} to {high:0.###} agrees"
            );
        }

        private static string List(IEnumerable<double> ratios) =>
            string.Join(" ", ratios.Select(ratio => FormattableString.Invariant($"{ratio:0.###}")));
    }
}
