using NetAudit.Cluster;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Cluster.ClusterHosts;

namespace NetAudit.Library.Tests.Cluster.Rules;

public sealed class EncryptionOneSidedTests
{
    private static readonly XfrmState s_there = new()
    {
        Source = "192.0.2.1",
        Destination = "192.0.2.2",
        Protocol = "esp",
        Spi = 7,
    };
    private static readonly XfrmState s_back = new()
    {
        Source = "192.0.2.2",
        Destination = "192.0.2.1",
        Protocol = "esp",
        Spi = 8,
    };

    [Fact]
    public void States_on_both_sides_give_nothing() =>
        Assert.Empty(
            Find<EncryptionOneSided>(Swarm(1, encrypted: true).WithEsp(s_there, s_back), Swarm(2, encrypted: true).WithEsp(s_there, s_back))
        );

    [Fact]
    public void A_host_without_a_state_for_the_other_is_named()
    {
        var found = Assert
            .Single(Find<EncryptionOneSided>(Swarm(1, encrypted: true).WithEsp(s_there, s_back), Swarm(2, encrypted: true).WithEsp()))
            .Finding;

        Assert.Equal(
            "Containers on network ov1 of sw1 and sw2 don't reach each other: sw2 has no ESP state for sw1, which has 2 for it.",
            found.Message
        );
    }

    [Fact]
    public void States_that_have_no_index_in_common_do_not_belong_together() =>
        Assert.Equal(
            "Containers on network ov1 of sw1 and sw2 don't reach each other: their ESP states have no index (SPI) in common.",
            Assert
                .Single(
                    Find<EncryptionOneSided>(
                        Swarm(1, encrypted: true).WithEsp(s_there, s_back),
                        Swarm(2, encrypted: true).WithEsp(s_there with { Spi = 17 }, s_back with { Spi = 18 })
                    )
                )
                .Finding.Message
        );

    [Fact]
    public void Where_states_were_not_seen_none_is_missing() =>
        Assert.Empty(Find<EncryptionOneSided>(Swarm(1, encrypted: true).WithEsp(s_there, s_back), Swarm(2, encrypted: true)));

    [Fact]
    public void A_network_in_clear_needs_no_state() =>
        Assert.Empty(Find<EncryptionOneSided>(Swarm(1).WithEsp(s_there), Swarm(2).WithEsp()));
}
