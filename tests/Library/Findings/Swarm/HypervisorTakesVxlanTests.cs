using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>Counters of VXLAN links.</summary>
public sealed class HypervisorTakesVxlanTests
{
    [Fact]
    public void Thousands_sent_and_none_received_is_told() =>
        Assert.Equal(
            "Nothing crosses the overlay networks to this host: their VXLAN links have sent 9000 packets and "
                + "received none. Something between the hosts takes UDP 4789: a hypervisor that uses it itself (VMware NSX "
                + "does), or a firewall.",
            Assert.Single(With(4500, 0).Find<HypervisorTakesVxlan>()).Message
        );

    [Theory]
    [InlineData(4500, 1)]
    [InlineData(10, 0)]
    public void One_received_or_few_sent_is_none(long sent, long received) =>
        Assert.Empty(With(sent, received).Find<HypervisorTakesVxlan>());

    private static HostSnapshot With(long sent, long received) =>
        SwarmHost.Sound.WithNamespaces(pair =>
            pair.Value with
            {
                Links =
                [
                    .. pair.Value.Links!.Select(link =>
                        link with
                        {
                            Counters = new() { SentPackets = sent, ReceivedPackets = received },
                        }
                    ),
                ],
            }
        );

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<HypervisorTakesVxlan>());
}
