using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Flannel;

public sealed class VtepMacChangedTests
{
    private const string Former = "aa:bb:cc:00:00:03";

    [Fact]
    public void A_host_whose_entries_agree_gives_nothing() => Assert.Empty(FlannelHost.Vxlan().Find<VtepMacChanged>());

    [Fact]
    public void A_forwarding_entry_for_another_MAC_address_than_the_neighbours_is_named_with_both()
    {
        var neighbor = new Neighbor
        {
            Address = FlannelHost.End,
            Device = "flannel.1",
            MacAddress = FlannelHost.Mac,
            State = "PERMANENT",
        };
        var entry = new ForwardingEntry
        {
            Device = "flannel.1",
            MacAddress = Former,
            Destination = FlannelHost.Peer,
            State = "permanent",
        };
        var host = FlannelHost.Vxlan().Entries([neighbor], [entry]);

        var finding = Assert.Single(host.Find<VtepMacChanged>());
        Assert.Equal(
            "Packets to 192.0.2.2 are dropped: the neighbour of its end 10.5.2.0 is aa:bb:cc:00:00:02, but flannel.1 "
                + "forwards only aa:bb:cc:00:00:03 to it.",
            finding.Message
        );
        Assert.Equal(
            "On the peer, keep udev from changing it: in /etc/systemd/network/10-flannel.link, [Match] "
                + "OriginalName=flannel*, [Link] MACAddressPolicy=none; then restart flanneld there, which announces the "
                + "address that its link has now.",
            finding.Remediation
        );
        Assert.Empty(host.Find<FlannelPeerEntryMissing>());
    }

    [Fact]
    public void A_former_entry_that_nothing_uses_any_more_harms_nobody()
    {
        var host = FlannelHost.Vxlan();
        var entries = host.HostNamespace!.Forwarding!.Append(
            new ForwardingEntry
            {
                Device = "flannel.1",
                MacAddress = Former,
                Destination = FlannelHost.Peer,
            }
        );

        Assert.Empty(host.Entries(host.HostNamespace.Neighbors!, [.. entries]).Find<VtepMacChanged>());
    }
}
