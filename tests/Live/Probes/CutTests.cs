using NetAudit.Live.Tests.Support;
using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Rows;

namespace NetAudit.Live.Tests.Probes;

/// <summary>A swarm of two hosts, complete and with its tunnel cut. Silence must not give a verdict.</summary>
[Collection(nameof(WireFixture))]
public sealed class CutSwarmTests(WireFixture lab) : LabTestBase<WireFixture>(lab)
{
    [Fact]
    public async Task A_whole_swarm_matches_by_packets_and_a_cut_one_gives_no_match_that_the_cut_makes_false()
    {
        await Lab.Manager.RunContainerAsync("clear-too", "--network", "clear");
        try
        {
            var whole = await CutRows.ProbeAsync(Lab.Manager, "DockerOverlay");
            await Lab.Worker.ShAsync("iptables -I INPUT -p udp --dport 4789 -j DROP; iptables -I INPUT -p esp -j DROP");
            var cut = await CutRows.ProbeAsync(Lab.Manager, "DockerOverlay");

            Assert.Equal(("Probed", FeatureStatus.Match), (whole["ProtocolSupport"].Basis, whole["ProtocolSupport"].Status));
            Assert.Equal(("Probed", FeatureStatus.Match), (whole["NetworkModel"].Basis, whole["NetworkModel"].Status));
            Assert.NotEqual(FeatureStatus.Match, cut["ProtocolSupport"].Status);
            Assert.Contains(
                "Nothing at all crosses between clear-near and clear-far on ",
                cut["ProtocolSupport"].Reason,
                StringComparison.Ordinal
            );
            Assert.Equal(("Probed", FeatureStatus.Mismatch), (cut["PartialConnectivity"].Basis, cut["PartialConnectivity"].Status));
            Assert.Contains("Unreached", cut["ApplicationIsolation"].Observed, StringComparison.Ordinal);
            CutRows.AssertNoProbedMatchAcross(cut);
        }
        finally
        {
            await Lab.Worker.TryShAsync("iptables -D INPUT -p udp --dport 4789 -j DROP; iptables -D INPUT -p esp -j DROP");
            await Lab.Manager.TryDockerAsync("rm", "-f", "clear-too");
        }
    }
}

/// <summary>Flannel between two hosts, complete and with each backend's path cut.</summary>
[Collection(nameof(FlannelPair))]
public sealed class CutFlannelTests(FlannelPair lab) : LabTestBase<FlannelPair>(lab)
{
    [Theory]
    [InlineData("vxlan", "iptables {0} INPUT -p udp --dport 8472 -j DROP")]
    [InlineData("udp", "iptables {0} INPUT -p udp --dport 8285 -j DROP")]
    [InlineData("host-gw", "iptables -t mangle {0} PREROUTING -s 10.5.15.0/24 -j DROP")]
    public async Task A_cut_is_no_isolation_and_no_protocol_that_is_refused(string backend, string rule)
    {
        Assert.SkipUnless(backend != "udp" || File.Exists("/dev/net/tun"), "needs /dev/net/tun");
        await Task.WhenAll(RunAsync(Lab.Near, backend), RunAsync(Lab.Far, backend));
        var (near, far) = (Lab.Near.Host, Lab.Far.Host);
        await Tool.UntilAsync(
            "f1 answers",
            () => near.TryDockerAsync("exec", "f1", "ping", "-c", "1", "-W", "1", Lab.FarAddress),
            seconds: 10
        );
        await near.RunContainerAsync("f1-b");
        await Lab.ConnectAsync();
        try
        {
            var whole = await CutRows.ProbeAsync(near, "Flannel");
            await far.ShAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, rule, "-I"));
            var cut = await CutRows.ProbeAsync(near, "Flannel");

            Assert.StartsWith("None between ", whole["ApplicationIsolation"].Observed, StringComparison.Ordinal);
            Assert.Equal(("Probed", FeatureStatus.Match), (whole["ProtocolSupport"].Basis, whole["ProtocolSupport"].Status));
            Assert.Equal(FeatureStatus.Inconclusive, cut["ApplicationIsolation"].Status);
            Assert.Contains("which may be cut off", cut["ApplicationIsolation"].Reason, StringComparison.Ordinal);
            Assert.Equal(FeatureStatus.Inconclusive, cut["ProtocolSupport"].Status);
            Assert.Contains("Nothing at all crosses between ", cut["ProtocolSupport"].Reason, StringComparison.Ordinal);
            CutRows.AssertNoProbedMatchAcross(cut);
        }
        finally
        {
            await far.TryShAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, rule, "-D"));
            await near.TryDockerAsync("rm", "-f", "f1-b");
            await Lab.DisconnectAsync();
        }
    }

    private static Task RunAsync(StandIns.FlannelHost host, string backend) =>
        backend switch
        {
            "vxlan" => host.VxlanAsync(),
            "udp" => host.UdpAsync(),
            _ => host.HostGatewayAsync(),
        };
}

/// <summary>The rows of a host after all checks.</summary>
internal static class CutRows
{
    /// <summary>Aspects that depend on a packet's arrival. Its carrier and its encryption already show as it leaves.</summary>
    private static readonly string[] s_arriving = ["ApplicationIsolation", "PartialConnectivity", "ProtocolSupport"];

    public static async Task<IReadOnlyDictionary<string, OverlayFeature>> ProbeAsync(DockerHost host, string solution)
    {
        var probed = await ProbeFixture.ProbeAsync(
            await LabFixture.CollectAsync(host),
            [],
            new() { Timeout = TimeSpan.FromSeconds(0.5) },
            TestContext.Current.CancellationToken
        );
        return HostAudit.Compare(probed, Editions.Load("current"), [solution], []).ToDictionary(row => row.Aspect);
    }

    public static void AssertNoProbedMatchAcross(IReadOnlyDictionary<string, OverlayFeature> rows) =>
        Assert.All(
            s_arriving.Select(aspect => rows[aspect]),
            row => Assert.False(row is { Basis: "Probed", Status: FeatureStatus.Match }, $"{row.Aspect}: {row.Observed}")
        );
}
