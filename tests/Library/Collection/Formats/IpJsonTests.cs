using NetAudit.Collection.Formats;
using NetAudit.Snapshots;
using Newtonsoft.Json.Linq;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class IpJsonTests
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

        var link = Assert.Single(IpJsonLinks.Read(JArray.Parse(Old), null)!);

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
        Assert.Equal(link.Vxlan, IpJsonLinks.Read(JArray.Parse(New), null)![0].Vxlan);
        Assert.Equal(("vxlan", 1450, true), (link.Kind, link.Mtu, link.Up));
    }

    [Fact]
    public void The_other_end_is_told_by_index_or_by_name()
    {
        var links = IpJsonLinks.Read(
            JArray.Parse(
                """
                [{"ifindex":1,"ifname":"lo","link_type":"loopback","flags":[]},
                 {"ifindex":7,"ifname":"a","link":"b","link_type":"ether"},
                 {"ifindex":8,"ifname":"b","link":"a","link_type":"ether","master":"br0"},
                 {"ifindex":9,"ifname":"c","link_index":3,"link_netnsid":2,"link":null},
                 {"ifindex":10,"ifname":"tunl0","link_type":"ipip","address":"0.0.0.0"}, {"ifname":"nothing"}, 5, null]
                """
            ),
            JArray.Parse("""[{"ifindex":8,"addr_info":[{"local":"10.0.0.1","prefixlen":24,"scope":"global"},{"family":"inet6"}]}, {}]""")
        )!;

        Assert.Equal([null, 8, 7, 3, null], links.Select(link => link.PeerIndex));
        Assert.Equal(2, links[3].PeerNamespaceId);
        Assert.Equal("10.0.0.1/24", Assert.Single(links[2].Addresses).ToString());
        Assert.Null(links[4].MacAddress);
        Assert.True(links[0].IsLoopback);
    }

    [Fact]
    public void Routes_are_told_once_per_hop_and_without_the_local_table()
    {
        var routes = IpJsonRoutes.Read(
            JArray.Parse(
                """
                [{"dst":"default","gateway":"10.0.0.254","dev":"eth0","flags":[]},
                 {"type":"local","dst":"10.0.0.1","dev":"eth0","table":"local"},
                 {"type":"blackhole","dst":"192.168.1.0/26","protocol":"bird","flags":[]},
                 {"dst":"10.5.0.0/16","protocol":"static","nexthops":[{"gateway":"10.0.0.2","dev":"eth0","weight":1,"flags":["onlink"]},
                 {"gateway":"10.0.0.3","dev":"eth1","weight":1,"flags":[]}]},
                 {"dst":"10.6.0.0/16","via":{"family":"inet6","host":"fe80::2"},"dev":"eth0"},
                 {"type":"unicast","dst":"fe80::/64","dev":"eth0","protocol":"kernel","metric":256,"flags":[],"pref":"medium"}]
                """
            ),
            JArray.Parse(
                """
                [{"type":"unicast","dst":"fe80::/64","dev":"eth0","protocol":"kernel","metric":256,"flags":[],"pref":"medium"},
                {"dst":"default","dev":"eth0","metric":1024,"pref":"medium"}]
                """
            )
        )!;

        Assert.Equal(
            [
                "4 default via 10.0.0.254 dev eth0",
                "4 blackhole 192.168.1.0/26 proto bird",
                "4 10.5.0.0/16 via 10.0.0.2 dev eth0 proto static onlink",
                "4 10.5.0.0/16 via 10.0.0.3 dev eth1 proto static",
                "4 10.6.0.0/16 via fe80::2 dev eth0",
                "6 fe80::/64 dev eth0 proto kernel",
                "6 default dev eth0",
            ],
            routes.Select(route => $"{route.Family} {route}")
        );
    }

    [Fact]
    public void Rules_neighbours_and_forwarding_entries_are_read()
    {
        var rule = Assert.Single(IpJsonTables.Rules(JArray.Parse("""[{"priority":100,"src":"10.0.0.0","srclen":8,"table":"200"},{}]""")));
        Assert.Equal(
            new RoutingRule
            {
                Priority = 100,
                From = "10.0.0.0/8",
                Table = "200",
            },
            rule
        );
        var neighbor = Assert.Single(
            IpJsonTables.Neighbors(
                JArray.Parse("""[{"dst":"10.0.0.2","dev":"vxlan0","lladdr":"02:42:0a:00:00:02","state":["PERMANENT"]},{"dst":"x"}]""")
            )
        );
        Assert.Equal(
            new Neighbor
            {
                Address = "10.0.0.2",
                Device = "vxlan0",
                MacAddress = "02:42:0a:00:00:02",
                State = "PERMANENT",
            },
            neighbor
        );
        var entry = Assert.Single(
            IpJsonTables.Forwarding(
                JArray.Parse(
                    """
                    [{"mac":"02:42:0a:00:05:05","ifname":"vxlan0","dst":"10.99.0.2","linkNetNsId":0,"flags":["self"],
                    "state":"permanent"}]
                    """
                )
            )
        );
        Assert.Equal(
            new ForwardingEntry
            {
                MacAddress = "02:42:0a:00:05:05",
                Device = "vxlan0",
                Destination = "10.99.0.2",
                State = "permanent",
            },
            entry
        );
    }

    [Fact]
    public void What_was_not_printed_was_not_seen()
    {
        Assert.Null(IpJsonLinks.Read(null, null));
        Assert.Null(IpJsonRoutes.Read(null, null));
        Assert.Empty(IpJsonRoutes.Read([], null)!);
    }
}
