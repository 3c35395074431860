using NetAudit.Findings;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.SnapshotBuilder;

namespace NetAudit.Library.Tests.Findings.Flannel;

public sealed class FlannelMasqueradeMissingTests
{
    private static HostSnapshot Host(params string[] rules)
    {
        var host = FlannelHost.Vxlan().With(Container("c1", "default", Endpoint("bridge", "10.5.1.2"))).WithRules(rules);
        var files = host.Files.Select(file =>
            file with
            {
                Settings = new Dictionary<string, string>(file.Settings) { ["FLANNEL_IPMASQ"] = "true" },
            }
        );
        return host with { Files = [.. files] };
    }

    [Fact]
    public void Rules_as_flanneld_writes_them_give_nothing() =>
        Assert.Empty(Host("nat -A POSTROUTING -s 10.5.0.0/16 ! -d 224.0.0.0/4 -j MASQUERADE").Find<FlannelMasqueradeMissing>());

    [Fact]
    public void Where_the_engine_masquerades_the_lease_nothing_is_missing() =>
        Assert.Empty(Host("nat -A POSTROUTING -s 10.5.1.0/24 ! -o docker0 -j MASQUERADE").Find<FlannelMasqueradeMissing>());

    [Fact]
    public void A_rule_for_another_network_does_not_help() =>
        Assert.Equal(
            "Containers of bridge reach nothing outside Flannel's network: no rule masquerades packets from 10.5.1.0/24 to there.",
            Assert.Single(Host("nat -A POSTROUTING -s 172.18.0.0/16 ! -o br-1 -j MASQUERADE").Find<FlannelMasqueradeMissing>()).Message
        );

    [Fact]
    public void Who_did_not_ask_for_it_misses_nothing() =>
        Assert.Empty(FlannelHost.Vxlan().With(Container("c1", "default", Endpoint("bridge", "10.5.1.2"))).Find<FlannelMasqueradeMissing>());

    [Fact]
    public void Recorded_hosts_have_their_rules()
    {
        Assert.Empty(TroubledHost.Recorded("flannel-vxlan/fl1").Find<FlannelMasqueradeMissing>());
        Assert.Empty(TroubledHost.Recorded("flannel-udp-v0.5.5/fl2").Find<FlannelMasqueradeMissing>());
    }
}
