using NetAudit.Collection.Formats;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class EthtoolTextTests
{
    [Fact]
    public void A_driver_and_its_offloads_stand_below_their_link()
    {
        var drivers = EthtoolText.Read(
            """
            link: ens192
            driver: vmxnet3
            tx-checksum-ip-generic: on
            	tx-udp_tnl-segmentation: off [fixed]
            tx-checksum-sctp: on
            link: eth1
            driver: virtio_net
            link: eth2
            tx-checksum-ip-generic: on
            """
        );

        Assert.Equal(["ens192", "eth1"], drivers.Keys.Order());
        Assert.Equal("vmxnet3", drivers["ens192"].Name);
        Assert.Equal(
            new Dictionary<string, bool> { ["tx-checksum-ip-generic"] = true, ["tx-udp_tnl-segmentation"] = false },
            drivers["ens192"].Offloads
        );
        Assert.Null(drivers["eth1"].Offloads);
    }
}
