using System.Net;
using NetAudit.Paths;
using NetAudit.Paths.Transfers;

namespace NetAudit.Library.Tests.Paths;

/// <summary>Rows made from given figures.</summary>
public sealed class PathRowTests
{
    private static readonly PathPair s_far = PathPlanTests
        .Plan(new PathOptions(), "flannel-vxlan/fl1", "flannel-vxlan/fl2")
        .Steps.First(step => step.Pair.Ends.To.Host is not null)
        .Pair;
    private static readonly PathPair s_near = PathPlanTests.Plan(new PathOptions(), "flannel-vxlan/fl1").Steps[0].Pair;
    private static readonly TransferOrder s_order = new()
    {
        SenderFile = "/proc/1/ns/net",
        ReceiverFile = "/proc/2/ns/net",
        Target = IPAddress.Loopback,
        Time = TimeSpan.FromSeconds(1),
        Timeout = TimeSpan.FromSeconds(1),
        DatagramBytes = 1422,
    };

    [Fact]
    public void The_overlay_s_added_time_and_ratio_are_of_the_medians()
    {
        var row = LatencyRow.Create(
            s_far,
            PathMeasure.IcmpEcho,
            new PathOptions { Count = 3 },
            Answered(3, 0.2, 0.3, 0.7),
            null,
            Answered(3, 0.1, 0.1, 9),
            "10.99.0.1"
        );

        Assert.Equal((3, 3, 0.0), (row.Sent, row.Received, row.LossPercent));
        Assert.Equal((0.2, 0.3, 0.7, 0.7), (row.MinMilliseconds, row.MedianMilliseconds, row.P99Milliseconds, row.MaxMilliseconds));
        Assert.Equal((0.1, 0.2, 3.0), (row.UnderlayMedianMilliseconds, row.AddedMilliseconds, row.Ratio));
        Assert.Null(row.Reason);
        Assert.Equal("3 x an answer", row.Answer);
        Assert.Contains(row.Evidence, line => line == $"by hand: nsenter --net={row.SentFrom} ping -c 3 -i 0.1 {row.ToAddress}");
        Assert.Contains(row.Evidence, line => line.EndsWith("min 0.1, median 0.1, p99 9, max 9 ms", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_the_underlay_is_silent_nothing_is_compared_and_the_reason_told()
    {
        var row = LatencyRow.Create(
            s_far,
            PathMeasure.TcpHandshake,
            new PathOptions(),
            Answered(2, 1, 1),
            null,
            new LaneResult(RoundTrips.From(20, []), new Dictionary<string, int>()),
            "10.99.0.1"
        );

        Assert.Null(row.UnderlayMedianMilliseconds ?? row.AddedMilliseconds ?? row.Ratio);
        Assert.Equal(100, row.UnderlayLossPercent);
        Assert.Equal("host fl1 itself had no answer from 10.99.0.2 to compare with: nothing within 1 s", row.Reason);
    }

    [Fact]
    public void Between_containers_of_one_host_nothing_is_compared_with()
    {
        var latency = LatencyRow.Create(s_near, PathMeasure.IcmpEcho, new PathOptions(), Answered(1, 1), null, null, null);
        var throughput = ThroughputRow.Create(
            s_near,
            PathMeasure.TcpThroughput,
            s_order,
            new TransferResult("10.5.15.2", 1_000_000, 1),
            null,
            null,
            null
        );

        Assert.Null(latency.Ratio ?? latency.UnderlayMedianMilliseconds ?? throughput.Ratio ?? throughput.UnderlayMegabitsPerSecond);
        Assert.Equal(8, throughput.MegabitsPerSecond);
        Assert.All(
            new[] { latency, throughput },
            row => Assert.Equal("both ends are on this host: there is no underlay between them to compare with", row.Reason)
        );
    }

    [Fact]
    public void A_transfer_s_ratio_is_the_quotient_of_the_rates_as_shown_and_UDP_tells_its_loss()
    {
        var row = ThroughputRow.Create(
            s_far,
            PathMeasure.UdpThroughput,
            s_order,
            Datagrams(1000, 750, 2),
            null,
            Datagrams(1000, 1000, 1),
            null
        );

        Assert.Equal((1000, 750, 25.0, 0.0), (row.Sent, row.Received, row.LossPercent, row.UnderlayLossPercent));
        Assert.Equal((4.3, 11.4, 0.377), (row.MegabitsPerSecond, row.UnderlayMegabitsPerSecond, row.Ratio));
        Assert.Equal("750 of 1000 datagrams arrived, sent over 2 s", row.Answer);
    }

    [Fact]
    public void The_reason_says_what_limited_the_transfer_and_the_size_of_its_packets()
    {
        var load = new TransferLoad { Time = 1, Sender = 0.99 };
        var row = ThroughputRow.Create(
            s_far,
            PathMeasure.UdpThroughput,
            s_order with
            {
                DatagramBytes = 1386,
                LinkMtu = 65535,
            },
            Datagrams(1000, 1000, 1) with
            {
                Load = load,
            },
            null,
            Datagrams(1000, 900, 1) with
            {
                Load = load,
            },
            null
        );

        Assert.Equal(
            "limited by one processor: the sending thread ran 99 % of the time; packets limited by the path's MTU: 1414 bytes cross "
                + "whole, the vNICs take 65535",
            row.Reason
        );
        Assert.Contains(
            row.Evidence,
            line => line.EndsWith("sent over 1 s; limited by the path: it lost 10 % of the datagrams", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Halves_of_a_transfer_are_one_in_sum()
    {
        var whole = Datagrams(100, 90, 0.5) + Datagrams(300, 300, 1.5);

        Assert.Equal((390 * 1422, 2.0, 400, 390), (whole.Bytes, whole.Seconds, whole.Sent!.Value, whole.Received!.Value));
        Assert.Equal(2.2, whole.MegabitsPerSecond);
    }

    [Fact]
    public void What_could_not_be_sent_leaves_all_figures_out()
    {
        var latency = LatencyRow.Create(s_far, PathMeasure.IcmpEcho, new PathOptions(), null, "the namespace file is gone", null, null);
        var throughput = ThroughputRow.Create(s_far, PathMeasure.TcpThroughput, s_order, null, "no connection", null, null);

        Assert.All(
            new[] { latency, throughput },
            row => Assert.Null(row.Sent ?? row.LossPercent ?? row.MedianMilliseconds ?? row.MegabitsPerSecond ?? row.Ratio)
        );
        Assert.Equal(("nothing was sent: the namespace file is gone", "nothing was measured"), (latency.Answer, latency.Reason));
        Assert.Equal("nothing was sent: no connection", throughput.Answer);
    }

    private static LaneResult Answered(int sent, params double[] milliseconds) =>
        new(RoundTrips.From(sent, milliseconds), new Dictionary<string, int> { ["an answer"] = milliseconds.Length });

    private static TransferResult Datagrams(long sent, long received, double seconds) =>
        new("10.5.15.2", received * 1422, seconds) { Sent = sent, Received = received };
}
