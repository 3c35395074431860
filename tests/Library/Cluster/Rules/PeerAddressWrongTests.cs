using NetAudit.Cluster;
using NetAudit.Library.Tests.Findings.Flannel;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Cluster.ClusterHosts;

namespace NetAudit.Library.Tests.Cluster.Rules;

public sealed class PeerAddressWrongTests
{
    private static HostSnapshot Sends(string address) =>
        Flannel(1) is var host
            ? host.Entries(
                host.HostNamespace!.Neighbors!,
                [.. host.HostNamespace.Forwarding!.Select(entry => entry with { Destination = address })]
            )
            : null!;

    [Fact]
    public void Hosts_that_have_each_others_addresses_right_give_nothing() => Assert.Empty(Find<PeerAddressWrong>(Flannel(1), Flannel(2)));

    [Fact]
    public void A_lease_that_is_sent_to_another_address_in_the_peers_subnet_is_named()
    {
        var found = Assert.Single(Find<PeerAddressWrong>(Sends("192.0.2.77"), Flannel(2)));

        Assert.Equal(
            "Packets from fl1 to containers on fl2 go to another host: fl1 sends the lease of 10.5.2.0 to "
                + "192.0.2.77, which isn't an address of fl2.",
            found.Finding.Message
        );
    }

    [Fact]
    public void A_public_address_before_a_translation_may_be_right() =>
        Assert.Empty(Find<PeerAddressWrong>(Sends("203.0.113.9"), Flannel(2)));
}
