using NetAudit.Cluster;
using NetAudit.Library.Tests.Findings.Flannel;
using NetAudit.Model;
using static NetAudit.Library.Tests.Cluster.ClusterHosts;

namespace NetAudit.Library.Tests.Cluster.Rules;

public sealed class MtusDifferTests
{
    [Fact]
    public void One_MTU_gives_nothing()
    {
        Assert.Empty(Find<MtusDiffer>(Flannel(1), Flannel(2)));
        Assert.Empty(Find<MtusDiffer>(Swarm(1), Swarm(2)));
    }

    [Fact]
    public void A_smaller_link_is_named_with_both_MTUs()
    {
        var found = Assert.Single(Find<MtusDiffer>(Flannel(1), Flannel(2).Change("flannel.1", link => link with { Mtu = 1350 })));

        Assert.Equal(Severity.Warning, found.Finding.Severity);
        Assert.Equal(
            "Large packets from fl1 may not arrive on fl2: flannel.1 has an MTU of 1450 on the first and of 1350 on the second.",
            found.Finding.Message
        );
    }

    [Fact]
    public void A_network_with_two_MTUs_is_named() =>
        Assert.Equal("network ov1", Assert.Single(Find<MtusDiffer>(Swarm(1), Swarm(2, mtu: 1400))).Finding.Subject.ToString());

    /// <summary>The engine takes 50 bytes off the option's MTU, and another 26 if the network is encrypted.</summary>
    [Theory]
    [InlineData(false, 1450)]
    [InlineData(true, 1476)]
    public void The_options_MTU_exceeds_the_links_by_what_the_engine_takes_off(bool encrypted, int option)
    {
        var found = Assert.Single(Find<MtusDiffer>(Swarm(1, encrypted: encrypted), Swarm(2, mtu: 1400, encrypted: encrypted)));

        Assert.EndsWith($"com.docker.network.driver.mtu={option}.", found.Finding.Remediation, StringComparison.Ordinal);
    }
}
