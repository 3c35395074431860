using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class ContainerRoutedElsewhereTests
{
    [Fact]
    public void On_a_sound_host_they_lead_where_the_engine_set_them() => Assert.Empty(PlainHost.Sound.Find<ContainerRoutedElsewhere>());

    [Fact]
    public void A_longer_route_takes_a_containers_packets_elsewhere()
    {
        var host = PlainHost.Sound.Here(here => here with { Routes = [.. here.Routes!, Route("172.18.0.2", "eth0")] });
        var finding = Assert.Single(host.Find<ContainerRoutedElsewhere>());

        Assert.Equal((Severity.Error, "br1"), (finding.Severity, finding.Subject.Name));
        Assert.Equal(
            "This host and its published ports don't reach b1 on network br1: the host sends packets for 172.18.0.2 out by eth0 instead of "
                + $"to {HostQueries.BridgeLinkOf(host.Networks!.First(network => network.Name == "br1"))}.",
            finding.Message
        );
    }

    [Fact]
    public void A_policy_rule_of_a_VPN_that_comes_first_takes_them_all()
    {
        var host = PlainHost.Sound.Here(here =>
            here with
            {
                Rules =
                [
                    new RoutingRule { Priority = 0, Table = "local" },
                    new RoutingRule { Priority = 100, Table = "51820" },
                    new RoutingRule { Priority = 32766, Table = "main" },
                ],
                Routes = [.. here.Routes!, Route("default", "eth0") with { Table = "51820" }],
            }
        );

        Assert.Contains(
            host.Find<ContainerRoutedElsewhere>(),
            finding => finding.Remediation.Contains("ip rule add to 172.18.0.0/16 lookup main priority 100", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void An_address_that_the_host_has_itself_is_to_be_taken_off_the_link()
    {
        var host = PlainHost.Sound.Link(
            "lo",
            link => link with { Addresses = [.. link.Addresses, new LinkAddress { Address = "172.18.0.2", PrefixLength = 32 }] }
        );
        var finding = Assert.Single(host.Find<ContainerRoutedElsewhere>());

        Assert.EndsWith(
            $"the host keeps packets for 172.18.0.2 instead of sending them to {host.BridgeOf("br1")}, "
                + "because its link lo has that address.",
            finding.Message,
            StringComparison.Ordinal
        );
        Assert.Equal("ip addr del 172.18.0.2/32 dev lo # or give the container another address", finding.Remediation);
    }

    [Fact]
    public void A_route_that_leads_nowhere_is_deleted_by_its_type()
    {
        var route = new Route
        {
            Family = 4,
            Destination = "172.18.0.2",
            Type = "prohibit",
            Table = "main",
        };
        var host = PlainHost.Sound.Here(here => here with { Routes = [.. here.Routes!, route] });

        Assert.StartsWith(
            "ip route del prohibit 172.18.0.2 # ",
            Assert.Single(host.Find<ContainerRoutedElsewhere>()).Remediation,
            StringComparison.Ordinal
        );
    }

    private static Route Route(string destination, string device) =>
        new()
        {
            Family = 4,
            Destination = destination,
            Device = device,
        };
}
