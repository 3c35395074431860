using NetAudit.Findings;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>One address with two holders.</summary>
public sealed class DuplicateAddressTests
{
    [Fact]
    public void A_services_virtual_IP_that_a_container_has_names_both()
    {
        var finding = Assert.Single(TroubledHost.Read("18-duplicate-address").Find<DuplicateAddress>());
        Assert.Equal(
            "On network app, container c2 on 10.97.0.2 and service web (virtual IP) have the same address 10.0.1.4: "
                + "connections to one reach the other, or fail.",
            finding.Message
        );
    }

    [Fact]
    public void Two_tasks_with_one_address_are_told()
    {
        var host = SwarmHost.Sound.WithNetwork(
            "app",
            network =>
                network with
                {
                    Tasks =
                    [
                        .. network.Tasks!,
                        new()
                        {
                            Name = "x9",
                            Address = "10.0.1.2",
                            HostAddress = "10.97.0.2",
                        },
                    ],
                }
        );
        Assert.Equal(
            "On network app, container c1 on 10.97.0.1 and container x9 on 10.97.0.2 have the same address 10.0.1.2: "
                + "connections to one reach the other, or fail.",
            Assert.Single(host.Find<DuplicateAddress>()).Message
        );
    }

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<DuplicateAddress>());
}
