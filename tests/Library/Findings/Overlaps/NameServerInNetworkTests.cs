using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Findings.Overlaps.RangedHost;

namespace NetAudit.Library.Tests.Findings.Overlaps;

public sealed class NameServerInNetworkTests
{
    [Fact]
    public void A_name_server_with_an_address_of_ingress_is_lost_to_its_containers()
    {
        var finding = Assert.Single(TroubledHost.Read("12-overlay-overlaps-vpc").Find<NameServerInNetwork>());

        Assert.Equal((Severity.Error, "ingress"), (finding.Severity, finding.Subject.Name));
        Assert.Equal(
            "Containers on network ingress can't look up names outside it: the host's name server 10.0.0.2 has an address in "
                + "the network's range 10.0.0.0/24, so they look for it among themselves.",
            finding.Message
        );
    }

    [Fact]
    public void A_name_server_that_is_a_container_of_the_network_is_there_by_design()
    {
        var host = Docker0() with { Resolver = new Resolver { NameServers = ["172.17.0.2"] } };

        Assert.Single(host.Find<NameServerInNetwork>());
        Assert.Empty(
            host.With(SnapshotBuilder.Container("pihole", "bridge", SnapshotBuilder.Endpoint("bridge", "172.17.0.2")))
                .Find<NameServerInNetwork>()
        );
        Assert.Empty((host with { Resolver = new Resolver { NameServers = ["172.17.0.1"] } }).Find<NameServerInNetwork>());
    }
}
