using NetAudit.Collection.Formats;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Collection.Engine.AnswerJson;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class IpJsonLinksTests
{
    [Fact]
    public void A_vxlan_link_reads_the_same_from_old_and_new_iproute2()
    {
        const string Old = """
            [{"ifindex":5,"ifname":"flannel.1","flags":["UP"],"mtu":1450,"link_type":"ether","linkinfo":{"info_kind":"vxlan",
            "info_data":{"id":1,"local":"10.0.0.1","port":8472,"learning":false}}}]
            """;
        const string New = """
            [{"ifindex":5,"ifname":"flannel.1","flags":["UP"],"mtu":1450,"link_type":"ether","linkinfo":{"info_kind":"vxlan",
            "info_data":{"id":1,"local":"10.0.0.1","port":8472,"external":false,"learning":false,"proxy":false,"l2miss":false,
            "reserved_bits":"0xf7"}}}]
            """;

        var link = Assert.Single(IpJsonLinks.Read(A(Old), null)!);

        Assert.Equal(
            new VxlanFacts
            {
                Vni = 1,
                Port = 8472,
                Local = "10.0.0.1",
                Learning = false,
                Proxy = false,
            },
            link.Vxlan
        );
        Assert.Equal(link.Vxlan, IpJsonLinks.Read(A(New), null)![0].Vxlan);
        Assert.Equal(("vxlan", 1450, true), (link.Kind, link.Mtu, link.Up));
    }

    [Fact]
    public void A_port_of_a_bridge_has_its_settings_and_other_links_have_none()
    {
        var links = IpJsonLinks.Read(
            A(
                """
                [{"ifindex":1,"ifname":"a","linkinfo":{"info_kind":"veth","info_slave_kind":"bridge",
                  "info_slave_data":{"state":"forwarding","hairpin":true,"isolated":false}}},
                 {"ifindex":2,"ifname":"b","linkinfo":{"info_kind":"veth","info_slave_kind":"bridge",
                  "info_slave_data":{"hairpin":false,"isolated":true}}},
                 {"ifindex":3,"ifname":"c","linkinfo":{"info_slave_kind":"bond","info_slave_data":{"hairpin":true}}},
                 {"ifindex":4,"ifname":"d","linkinfo":{"info_slave_kind":"bridge"}}, {"ifindex":5,"ifname":"e"}]
                """
            ),
            null
        )!;

        Assert.Equal([new() { Hairpin = true }, new() { Isolated = true }, null, null, null], links.Select(link => link.BridgePort));
    }

    [Fact]
    public void The_other_end_is_told_by_index_or_by_name()
    {
        var links = IpJsonLinks.Read(
            A(
                """
                [{"ifindex":1,"ifname":"lo","link_type":"loopback","flags":[]},
                 {"ifindex":7,"ifname":"a","link":"b","link_type":"ether"},
                 {"ifindex":8,"ifname":"b","link":"a","link_type":"ether","master":"br0"},
                 {"ifindex":9,"ifname":"c","link_index":3,"link_netnsid":2,"link":null},
                 {"ifindex":10,"ifname":"tunl0","link_type":"ipip","address":"0.0.0.0"}, {"ifname":"nothing"}, 5, null]
                """
            ),
            A("""[{"ifindex":8,"addr_info":[{"local":"10.0.0.1","prefixlen":24,"scope":"global"},{"family":"inet6"}]}, {}]""")
        )!;

        Assert.Equal([null, 8, 7, 3, null], links.Select(link => link.PeerIndex));
        Assert.Equal(2, links[3].PeerNamespaceId);
        Assert.Equal("10.0.0.1/24", Assert.Single(links[2].Addresses).ToString());
        Assert.Null(links[4].MacAddress);
        Assert.True(links[0].IsLoopback);
    }

    [Fact]
    public void A_links_counters_are_read_where_ip_was_asked_for_them()
    {
        var links = A(
            """
            [{"ifindex":1,"ifname":"lo"},{"ifindex":2,"ifname":"vx0","stats64":{"rx":{"bytes":10,"packets":1,"errors":2,"dropped":3},
            "tx":{"bytes":20,"packets":4}}}]
            """
        );
        var read = IpJsonLinks.Read(links, null)!;

        Assert.Null(read[0].Counters);
        Assert.Equal(
            new LinkCounters
            {
                ReceivedBytes = 10,
                ReceivedPackets = 1,
                ReceiveErrors = 2,
                ReceiveDropped = 3,
                SentBytes = 20,
                SentPackets = 4,
            },
            read[1].Counters
        );
    }
}
