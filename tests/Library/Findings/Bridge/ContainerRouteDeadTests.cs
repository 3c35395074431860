using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Bridge;

/// <summary>That such packets are lost was tried on engines 20.10 and 28.5.</summary>
public sealed class ContainerRouteDeadTests
{
    private static readonly Route s_byNobody = new()
    {
        Family = 4,
        Destination = "10.50.0.0/16",
        Gateway = "172.18.0.199",
        Device = "eth0",
    };

    [Fact]
    public void A_route_by_a_gateway_that_nobody_is_loses_its_packets()
    {
        var finding = Assert.Single(With(s_byNobody).Find<ContainerRouteDead>());

        Assert.Equal((Severity.Warning, "b1"), (finding.Severity, finding.Subject.Name));
        Assert.Equal(
            "Packets of container b1 to 10.50.0.0/16 are lost: its route goes by 172.18.0.199, an address that nobody on network br1 has.",
            finding.Message
        );
        Assert.StartsWith(
            "nsenter -t $(docker inspect -f '{{.State.Pid}}' b1) -n ip route del 10.50.0.0/16 via 172.18.0.199 # ",
            finding.Remediation,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Routes_that_lead_somewhere_are_sound()
    {
        Assert.Empty(PlainHost.Sound.Find<ContainerRouteDead>());
        Assert.Empty(With(s_byNobody with { Gateway = "172.18.0.1" }).Find<ContainerRouteDead>());
        Assert.Empty(With(s_byNobody with { Gateway = "192.0.2.1" }).Find<ContainerRouteDead>());
        Assert.Empty(With(s_byNobody with { Gateway = Other.Endpoints[0].IPv4Address }).Find<ContainerRouteDead>());
        Assert.Empty(With(s_byNobody with { Table = "100" }).Find<ContainerRouteDead>());
    }

    [Theory]
    [InlineData("blackhole")]
    [InlineData("unreachable")]
    [InlineData("prohibit")]
    public void A_route_that_rejects_packets_to_a_container_of_its_own_network_is_named(string type)
    {
        var address = Other.Endpoints.Single(endpoint => endpoint.NetworkName == "br1").IPv4Address;
        var finding = Assert.Single(With(Rejecting(type, address)).Find<ContainerRouteDead>());

        Assert.Equal(
            $"Container b1 doesn't reach container b2 on network br1: its own route to {address} rejects the packets ({type}).",
            finding.Message
        );
        Assert.Contains($"-n ip route del {type} {address} # ", finding.Remediation, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_rejects_packets_to_its_gateway_is_named() =>
        Assert.Contains(
            "doesn't reach its gateway on network br1",
            Assert.Single(With(Rejecting("blackhole", "172.18.0.1")).Find<ContainerRouteDead>()).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("10.0.0.0/8")]
    [InlineData("172.16.0.0/12")]
    [InlineData("default")]
    public void One_that_rejects_other_networks_may_be_meant(string destination) =>
        Assert.Empty(With(Rejecting("blackhole", destination)).Find<ContainerRouteDead>());

    private static Container Other => PlainHost.Sound.Containers!.Single(container => container.Name == "b2");

    private static Route Rejecting(string type, string destination) =>
        new()
        {
            Family = 4,
            Type = type,
            Destination = destination,
        };

    private static HostSnapshot With(Route route) =>
        PlainHost.Sound.Inside("b1", inside => inside with { Routes = [.. inside.Routes!, route] });
}
