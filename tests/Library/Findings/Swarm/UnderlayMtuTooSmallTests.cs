using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>Overlay packets compared with the MTU on the path.</summary>
public sealed class UnderlayMtuTooSmallTests
{
    [Fact]
    public void A_peer_behind_WireGuard_gets_the_value_to_set()
    {
        var found = TroubledHost.Read("04-mtu-wireguard").Find<UnderlayMtuTooSmall>();
        var finding = Assert.Single(found, finding => finding.Subject.Name == "app");
        Assert.Equal(
            "Network app splits or loses large packets to 10.97.0.2: with its MTU of 1450, VXLAN makes packets of "
                + "1500 bytes, and wg0 on the path carries 1420.",
            finding.Message
        );
        Assert.Equal(
            "docker network rm app && docker network create --driver overlay --attachable --subnet 10.0.1.0/24 --opt "
                + "com.docker.network.driver.mtu=1420 app # on a manager, after removing its services and containers; 1420 is what the "
                + "path carries; Docker subtracts 50 bytes from it for VXLAN",
            finding.Remediation
        );
    }

    [Fact]
    public void ESP_counts_where_the_network_is_encrypted()
    {
        var finding = Assert.Single(
            TroubledHost.Read("05-mtu-encrypted").Find<UnderlayMtuTooSmall>(),
            finding => finding.Subject.Name == "sec"
        );
        Assert.Equal(
            "Network sec splits or loses large packets to 10.97.0.2: with its MTU of 1424, VXLAN and ESP make "
                + "packets of 1500 bytes, and eth0 on the path carries 1492.",
            finding.Message
        );
        Assert.Equal(
            "docker network rm sec && docker network create --driver overlay --attachable --subnet 10.77.3.0/24 --opt encrypted "
                + "--opt com.docker.network.driver.mtu=1492 sec # on a manager, after removing its services and containers; 1492 is "
                + "what the path carries; Docker subtracts 76 bytes from it for VXLAN and ESP; or raise the MTU of eth0 to "
                + "1500 on all hosts",
            finding.Remediation
        );
    }

    [Fact]
    public void A_small_interface_that_leads_to_no_peer_is_none() =>
        Assert.Empty(TroubledHost.Read("05c-mtu-other-nic").Find<UnderlayMtuTooSmall>());

    [Fact]
    public void A_routes_own_MTU_counts()
    {
        var host = SwarmHost.Sound.WithHost(ns =>
            ns with
            {
                Routes =
                [
                    .. ns.Routes!,
                    new Route
                    {
                        Family = 4,
                        Destination = "10.97.0.2",
                        Device = "eth0",
                        Mtu = 1400,
                    },
                ],
            }
        );
        Assert.Contains(
            host.Find<UnderlayMtuTooSmall>(),
            finding => finding.Message.EndsWith("eth0 on the path carries 1400.", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<UnderlayMtuTooSmall>());
}
