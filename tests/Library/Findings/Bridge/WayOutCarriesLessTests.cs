using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class WayOutCarriesLessTests
{
    [Fact]
    public void The_network_is_removed_before_it_is_made_with_the_MTU_and_its_other_options()
    {
        var host = PlainHost.Sound.Link("eth0", link => link with { Mtu = 1420 });

        Assert.Equal(
            "iptables -t mangle -A FORWARD -o eth0 -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu # until you "
                + "recreate the network:\n"
                + "docker network rm br1 && docker network create --subnet 172.18.0.0/16 --gateway 172.18.0.1 --opt "
                + "com.docker.network.driver.mtu=1420 br1 # its containers must leave it first",
            Assert.Single(host.Find<WayOutCarriesLess>(), one => one.Subject.Name == "br1").Remediation
        );
    }

    [Fact]
    public void A_way_out_that_carries_as_much_is_sound() => Assert.Empty(PlainHost.Sound.Find<WayOutCarriesLess>());

    [Theory]
    [InlineData(0, Severity.Information)]
    [InlineData(17, Severity.Warning)]
    public void A_way_out_that_carries_less_is_a_warning_once_packets_did_not_fit(int failed, Severity severity)
    {
        var host = PlainHost
            .Sound.Link("eth0", link => link with { Mtu = 1420 })
            .Here(here => here with { Counters = new Dictionary<string, long> { ["Ip.FragFails"] = failed } });
        var finding = Assert.Single(host.Find<WayOutCarriesLess>(), one => one.Subject.Name == "br1");

        Assert.Equal(severity, finding.Severity);
        Assert.Contains(
            "their MTU is 1500, and eth0, the link of the default route, carries 1420",
            finding.Message,
            StringComparison.Ordinal
        );
    }
}
