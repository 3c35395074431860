using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.SnapshotBuilder;

namespace NetAudit.Library.Tests.Findings.Agents;

public sealed class GhostEndpointTests
{
    /// <summary>A container on two of Calico's networks, with a link for the first only.</summary>
    private static readonly HostSnapshot s_host = Host(Link("cali1a2b3c4d5e6", "veth", 9, 1500, 3))
        .With(Process("calico-felix"))
        .With(Route("10.1.0.5", "cali1a2b3c4d5e6"))
        .With(Network("net1", "calico", "0.0.0.0/0", "global"), Network("net2", "calico", "0.0.0.0/0", "global"))
        .WithInside(
            Container("c", "net1", Endpoint("net1", "10.1.0.5", "169.254.1.1"), Endpoint("net2", "10.1.0.6")),
            Link("cali0", "veth", 3, 1500, 9) with
            {
                Addresses = [Address("10.1.0.5/32")],
            }
        );

    [Fact]
    public void A_second_network_that_failed_leaves_a_ghost_that_is_found()
    {
        var finding = Assert.Single(s_host.Find<GhostEndpoint>());

        Assert.Equal((Severity.Warning, "container c"), (finding.Severity, finding.Subject.ToString()));
        Assert.Equal("Container c is listed on network net2 with 10.1.0.6, but has no such vNIC.", finding.Message);
        Assert.Equal("docker network disconnect -f net2 c", finding.Remediation);
        Assert.Equal(2, finding.Evidence.Count);
    }

    [Fact]
    public void Without_a_look_inside_a_calico_endpoint_without_its_gateway_is_one()
    {
        var finding = Assert.Single(
            (s_host with { ContainerNamespaces = new Dictionary<string, NetworkNamespace>() }).Find<GhostEndpoint>()
        );

        Assert.Equal("Container c is listed on network net2 with 10.1.0.6, but has no such vNIC.", finding.Message);
        Assert.Single(finding.Evidence);
    }
}
