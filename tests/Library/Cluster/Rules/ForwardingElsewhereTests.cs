using NetAudit.Cluster;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Cluster.ClusterHosts;

namespace NetAudit.Library.Tests.Cluster.Rules;

public sealed class ForwardingElsewhereTests
{
    private static HostSnapshot SendsTo(HostSnapshot host, string address) =>
        host with
        {
            EngineNamespaces = host.EngineNamespaces.ToDictionary(
                pair => pair.Key,
                pair => pair.Value with { Forwarding = [.. pair.Value.Forwarding!.Select(entry => entry with { Destination = address })] }
            ),
        };

    [Fact]
    public void Entries_that_lead_to_the_container_give_nothing() => Assert.Empty(Find<ForwardingElsewhere>(Swarm(1), Swarm(2)));

    [Fact]
    public void An_entry_that_leads_elsewhere_is_named_with_the_container_and_the_command()
    {
        var found = Assert.Single(Find<ForwardingElsewhere>(SendsTo(Swarm(1), "192.0.2.9"), Swarm(2))).Finding;

        Assert.Equal(
            "Containers on sw1 don't reach c2 on sw2: sw1 sends 02:42:0a:00:01:12 of network ov1 to 192.0.2.9, which isn't sw2.",
            found.Message
        );
        Assert.Equal(
            "nsenter --net=/run/docker/netns/1-ov1fffffff bridge fdb replace 02:42:0a:00:01:12 dev vxlan0 dst "
                + "192.0.2.2 self permanent # on sw1; or recreate the container; newer engines leave fewer such entries "
                + "behind",
            found.Remediation
        );
    }
}
