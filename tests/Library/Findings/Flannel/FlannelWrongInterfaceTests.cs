using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.SnapshotBuilder;

namespace NetAudit.Library.Tests.Findings.Flannel;

public sealed class FlannelWrongInterfaceTests
{
    /// <summary>A machine with a NAT link (eth1, with the default route) beside the link that hosts share (eth0).</summary>
    private static HostSnapshot OnNat() =>
        Add(FlannelHost.Vxlan("10.0.2.15"), Link("eth1", null, 3) with { Addresses = [Address("10.0.2.15/24")] });

    private static HostSnapshot Add(HostSnapshot host, Link link) =>
        host with
        {
            HostNamespace = host.HostNamespace! with { Links = [.. host.HostNamespace.Links!, link] },
        };

    private static HostSnapshot AloneWithStore(HostSnapshot host, string local) =>
        host.Entries([], []).Without(route => route.Device == "flannel.1") is var alone
            ? alone with
            {
                HostNamespace = alone.HostNamespace! with { Connections = [ToStore(local)] },
            }
            : throw new InvalidOperationException();

    private static SocketEntry ToStore(string local) =>
        new()
        {
            Protocol = "tcp",
            LocalAddress = local,
            LocalPort = 40000,
            RemoteAddress = "192.0.2.9",
            RemotePort = 2379,
            Process = "flanneld",
        };

    [Fact]
    public void A_host_that_sends_by_the_link_its_peers_are_on_gives_nothing() =>
        Assert.Empty(FlannelHost.Vxlan().Find<FlannelWrongInterface>());

    [Fact]
    public void A_peer_on_another_link_than_the_one_sent_from_is_named()
    {
        var finding = Assert.Single(OnNat().Find<FlannelWrongInterface>());

        Assert.Equal(
            "Packets to peer 192.0.2.2 leave by the wrong link: flannel.1 sends from 10.0.2.15 on eth1, but the peer is on eth0.",
            finding.Message
        );
        Assert.Equal(
            "Start flanneld with --iface=LINK (the link that reaches the other hosts) on each host. If two hosts "
                + "have one address, delete the old lease in the store.",
            finding.Remediation
        );
    }

    [Fact]
    public void With_no_peer_the_store_tells_by_which_link_hosts_are_reached()
    {
        var finding = Assert.Single(AloneWithStore(OnNat(), "192.0.2.1").Find<FlannelWrongInterface>());

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("Start flanneld with --iface=eth0 on each host.", finding.Remediation);
        Assert.Equal(
            "Containers here reach no other host: flannel.1 sends from 10.0.2.15 on eth1 and knows no peer, while "
                + "flanneld's store 192.0.2.9 is reached by eth0, as other hosts will be.",
            finding.Message
        );
    }

    [Fact]
    public void A_link_that_somebody_chose_is_no_mistake()
    {
        var host = AloneWithStore(OnNat(), "192.0.2.1");

        Assert.Empty((host with { Processes = [Process("flanneld", "--iface=eth1")] }).Find<FlannelWrongInterface>());
    }

    [Fact]
    public void The_first_host_of_a_network_has_no_peer_and_nothing_is_wrong() =>
        Assert.Empty(AloneWithStore(FlannelHost.Vxlan(), "192.0.2.1").Find<FlannelWrongInterface>());

    [Fact]
    public void A_peer_that_announces_this_hosts_address_is_named()
    {
        var host = OnNat();
        var same = host.HostNamespace!.Forwarding!.Select(entry => entry with { Destination = "10.0.2.15" }).ToList();

        var finding = Assert.Single(host.Entries(host.HostNamespace.Neighbors!, same).Find<FlannelWrongInterface>());
        Assert.Equal(
            "Another host announces 10.0.2.15, which is this host's own address on eth1: packets for its containers " + "come back here.",
            finding.Message
        );
    }

    [Fact]
    public void A_source_that_no_link_has_any_more_is_named()
    {
        var finding = Assert.Single(FlannelHost.Vxlan("198.51.100.7").Find<FlannelWrongInterface>());

        Assert.Equal(
            "Packets to other hosts leave with a source that this host doesn't have: flannel.1 sends from "
                + "198.51.100.7, which is on no link.",
            finding.Message
        );
    }
}
