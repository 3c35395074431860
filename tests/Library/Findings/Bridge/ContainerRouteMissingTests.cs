using NetAudit.Findings;
using NetAudit.Model;
using static NetAudit.Library.Tests.Findings.Bridge.BridgeHost;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class ContainerRouteMissingTests
{
    [Fact]
    public void A_container_without_a_default_route_is_named_with_the_gateway_that_it_had()
    {
        var gateway = Member.Endpoints.Single(endpoint => endpoint.NetworkName == "br1").IPv4Gateway;
        var finding = Assert.Single(
            WithInside(inside => inside with { Routes = [.. inside.Routes!.Where(route => route.Destination != "default")] })
                .Find<ContainerRouteMissing>()
        );

        Assert.Equal((Severity.Warning, Member.Name), (finding.Severity, finding.Subject.Name));
        Assert.Equal(
            "docker restart b2 # or, without a restart: nsenter -t $(docker inspect -f '{{.State.Pid}}' b2) -n ip "
                + "route add default via 172.18.0.1",
            finding.Remediation
        );
    }
}
