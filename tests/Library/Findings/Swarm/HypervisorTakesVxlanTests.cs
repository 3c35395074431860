using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>Counters of VXLAN links.</summary>
public sealed class HypervisorTakesVxlanTests
{
    [Fact]
    public void Thousands_sent_and_none_received_is_told() =>
        Assert.Contains(
            "have sent 9000 packets and received none",
            Assert.Single(With(4500, 0).Find<HypervisorTakesVxlan>()).Message,
            StringComparison.Ordinal
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
