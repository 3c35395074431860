using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Flannel;

public sealed class FlannelPeerEntryMissingTests
{
    private static readonly Neighbor s_neighbor = new()
    {
        Address = FlannelHost.End,
        Device = "flannel.1",
        MacAddress = FlannelHost.Mac,
        State = "PERMANENT",
    };

    [Fact]
    public void A_host_with_both_entries_gives_nothing() => Assert.Empty(FlannelHost.Vxlan().Find<FlannelPeerEntryMissing>());

    [Fact]
    public void A_route_without_a_neighbour_is_named()
    {
        var finding = Assert.Single(FlannelHost.Vxlan().Entries([], []).Find<FlannelPeerEntryMissing>());

        Assert.Equal(
            "Packets to 10.5.2.0/24 are dropped at flannel.1: it has a route there, but no neighbour entry for "
                + "10.5.2.0, and the link doesn't learn.",
            finding.Message
        );
    }

    [Fact]
    public void A_neighbour_without_a_forwarding_entry_is_named()
    {
        var finding = Assert.Single(FlannelHost.Vxlan().Entries([s_neighbor], []).Find<FlannelPeerEntryMissing>());

        Assert.Equal(
            "Packets to 10.5.2.0/24 are dropped at flannel.1: it has a route there, but no forwarding entry for "
                + "aa:bb:cc:00:00:02, the MAC address of 10.5.2.0, and the link doesn't learn.",
            finding.Message
        );
    }

    [Fact]
    public void A_link_that_learns_finds_the_host_by_itself() =>
        Assert.Empty(
            FlannelHost
                .Vxlan()
                .Entries([s_neighbor], [])
                .Change("flannel.1", link => link with { Vxlan = link.Vxlan! with { Learning = true } })
                .Find<FlannelPeerEntryMissing>()
        );

    [Fact]
    public void Where_neighbours_were_not_seen_nothing_is_said() =>
        Assert.Empty(FlannelHost.Vxlan().Entries(null!, []).Find<FlannelPeerEntryMissing>());
}
