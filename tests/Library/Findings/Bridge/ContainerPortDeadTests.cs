using NetAudit.Findings;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Findings.Bridge.BridgeHost;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class ContainerPortDeadTests
{
    [Fact]
    public void A_port_without_rule_and_listener_is_dead_and_one_with_a_listener_lives()
    {
        var withoutRules = WithRules(rule => !rule.Does(FirewallTargetKind.Dnat));
        Assert.Empty(withoutRules.Find<ContainerPortDead>());

        var findings = withoutRules.WithListeners(socket => socket.LocalPort is not (8080 or 8081 or 8082)).Find<ContainerPortDead>();

        Assert.Equal(["8080/tcp", "8081/tcp", "8082/udp"], findings.Select(finding => finding.Subject.Name).Order());
        Assert.All(findings, finding => Assert.Contains("container pb1", finding.Message, StringComparison.Ordinal));
        var outside = findings.Single(finding => finding.Subject.Name == "8080/tcp");
        Assert.Equal(
            "Port 8080/tcp of this host doesn't lead to container pb1, which publishes its port 80 there: no rule "
                + "rewrites its packets to the container, and no docker-proxy listens.",
            outside.Message
        );
    }

    [Fact]
    public void A_rule_that_leads_to_another_address_than_the_containers_is_named()
    {
        var host = Sound;
        host = host with
        {
            Containers =
            [
                .. host.Containers!.Select(container =>
                    container.Name != "pb1"
                        ? container
                        : container with
                        {
                            Endpoints = [.. container.Endpoints.Select(endpoint => endpoint with { IPv4Address = "172.17.0.99" })],
                        }
                ),
            ],
        };

        Assert.Contains(
            host.Find<ContainerPortDead>(),
            finding =>
                finding.Subject.Name == "8080/tcp"
                && finding.Message.Contains("and the container has 172.17.0.99", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_port_whose_packets_are_dropped_on_the_way_into_the_bridge_is_dead()
    {
        var findings = WithRules(rule => rule.Table != "filter").WithForwardDrop().Find<ContainerPortDead>();

        Assert.Contains(
            findings,
            finding =>
                finding.Subject.Name == "8080/tcp"
                && finding.Message.Contains("the policy of FORWARD drops its packets on their way into docker0", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_port_on_an_address_that_the_host_has_not_is_dead()
    {
        var host = Sound;
        host = host with
        {
            Containers =
            [
                .. host.Containers!.Select(container =>
                    container.Name != "pb1"
                        ? container
                        : container with
                        {
                            Ports =
                            [
                                new PublishedPort
                                {
                                    Protocol = "tcp",
                                    ContainerPort = 80,
                                    HostAddress = "192.0.2.77",
                                    HostPort = 8080,
                                },
                            ],
                        }
                ),
            ],
        };

        var finding = Assert.Single(host.Find<ContainerPortDead>());

        Assert.Equal(
            "Port 8080/tcp of this host doesn't lead to container pb1, which publishes its port 80 there: it is "
                + "bound to 192.0.2.77, which no link of this host has.",
            finding.Message
        );
    }
}
