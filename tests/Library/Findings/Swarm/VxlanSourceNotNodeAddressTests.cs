using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>The source address of VXLAN packets compared with the node's address.</summary>
public sealed class VxlanSourceNotNodeAddressTests
{
    [Fact]
    public void Another_source_than_the_nodes_address_is_told_with_the_route_to_set()
    {
        var finding = Assert.Single(Other().Find<VxlanSourceNotNodeAddress>());
        Assert.Equal(
            "Overlay packets to 10.97.0.2 leave with the source 10.97.0.50 on eth0, but the other nodes know this "
                + "one as 10.97.0.1: encrypted networks are cut, and firewalls and newer kernels there drop the rest "
                + "(networks app, ingress).",
            finding.Message
        );
        Assert.Equal(
            "ip route change 10.97.0.2 dev eth0 src 10.97.0.1 # or leave the swarm and join again with " + "--data-path-addr 10.97.0.50",
            finding.Remediation
        );
    }

    [Fact]
    public void A_node_behind_NAT_has_an_address_that_no_route_gives()
    {
        var host = SwarmHost.Sound.WithSwarm(swarm => swarm with { NodeAddress = "203.0.113.7" });
        Assert.Empty(host.WithNetwork("app", Nat).WithNetwork("ingress", Nat).Find<VxlanSourceNotNodeAddress>());
    }

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Sound.Find<VxlanSourceNotNodeAddress>());

    private static HostSnapshot Other() =>
        SwarmHost.Sound.WithHost(ns =>
            ns with
            {
                Links =
                [
                    .. ns.Links!.Select(link =>
                        link.Name != "eth0"
                            ? link
                            : link with
                            {
                                Addresses =
                                [
                                    .. link.Addresses,
                                    new LinkAddress
                                    {
                                        Address = "10.97.0.50",
                                        PrefixLength = 24,
                                        Scope = "global",
                                    },
                                ],
                            }
                    ),
                ],
                Routes =
                [
                    .. ns.Routes!,
                    new Route
                    {
                        Family = 4,
                        Destination = "10.97.0.2",
                        Device = "eth0",
                        Scope = "link",
                        Source = "10.97.0.50",
                    },
                ],
            }
        );

    private static Network Nat(Network network) =>
        network with
        {
            Tasks = [.. network.Tasks!.Select(task => task.HostAddress == "10.97.0.1" ? task with { HostAddress = "203.0.113.7" } : task)],
        };
}
