using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>How many addresses a network has left.</summary>
public sealed class AddressesUsedUpTests
{
    [Fact]
    public void A_full_subnet_is_counted_by_what_uses_it()
    {
        var finding = Assert.Single(TroubledHost.Read("11-addresses-used-up").Find<AddressesUsedUp>());
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal(
            "Network app has no address left: 6 of 6 in 10.0.1.0/29 are used (1 gateway, 1 virtual IP, 2 containers, "
                + "1 load balancer here, 1 of other nodes), so no task, service or node can join it.",
            finding.Message
        );
    }

    [Fact]
    public void The_engines_own_count_is_taken_where_it_tells()
    {
        var host = SwarmHost.Sound.WithNetwork(
            "app",
            network => network with { Pools = [network.Pools![0] with { AddressesInUse = 250, AddressesAvailable = 4 }] }
        );
        Assert.Equal(Severity.Warning, Assert.Single(host.Find<AddressesUsedUp>()).Severity);
    }

    [Fact]
    public void One_more_address_is_enough()
    {
        var host = TroubledHost
            .Read("11-addresses-used-up")
            .WithNetwork("app", network => network with { Pools = [network.Pools![0] with { Subnet = "10.0.1.0/28" }] });
        Assert.Empty(host.Find<AddressesUsedUp>());
    }

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<AddressesUsedUp>());
}
