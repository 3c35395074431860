using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class ContainerRouteWrongTests
{
    [Fact]
    public void On_a_sound_host_they_lead_where_the_engine_set_them() => Assert.Empty(PlainHost.Sound.Find<ContainerRouteWrong>());

    [Fact]
    public void A_default_route_by_another_gateway_than_the_networks_is_named_with_the_right_one()
    {
        var host = PlainHost.Sound.Inside(
            "b1",
            inside =>
                inside with
                {
                    Routes =
                    [
                        .. inside.Routes!.Select(route => route.Destination == "default" ? route with { Gateway = "172.18.0.254" } : route),
                    ],
                }
        );
        var finding = Assert.Single(host.Find<ContainerRouteWrong>());

        Assert.Equal((Severity.Warning, "b1"), (finding.Severity, finding.Subject.Name));
        Assert.Equal(
            "docker restart b1 # or, without a restart: nsenter -t $(docker inspect -f '{{.State.Pid}}' b1) -n ip "
                + "route replace default via 172.18.0.1; leave it if a program inside sets it on purpose (a VPN)",
            finding.Remediation
        );
    }
}
