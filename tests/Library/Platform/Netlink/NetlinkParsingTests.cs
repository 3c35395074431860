using System.Net;
using NetAudit.Platform.Netlink;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Platform.Netlink.MessageBuilder;

namespace NetAudit.Library.Tests.Platform.Netlink;

public class NetlinkParsingTests
{
    [Theory]
    [InlineData(1, "ether")]
    [InlineData(768, "ipip")]
    [InlineData(769, "tunnel6")]
    [InlineData(772, "loopback")]
    [InlineData(776, "sit")]
    [InlineData(778, "gre")]
    [InlineData(65534, "none")]
    [InlineData(4242, "[4242]")]
    public void A_hardware_type_is_told_in_iproute2_s_word(int hardware, string word) =>
        Assert.Equal(word, Link((ushort)hardware, Attribute(3, "x")).LinkType);

    [Theory]
    [InlineData("ipip")]
    [InlineData("wireguard")]
    [InlineData("openvswitch")]
    public void A_link_s_kind_is_the_kernel_s_own_word(string kind) =>
        Assert.Equal(kind, Link(1, Attribute(3, "x"), Nest(18, Attribute(1, kind))).Kind);

    [Fact]
    public void A_tunnel_s_address_is_no_mac_address() =>
        Assert.Null(Link(768, Attribute(3, "tunl0"), Attribute(1, [10, 0, 0, 1])).MacAddress);

    [Fact]
    public void A_tunnel_that_may_leave_by_any_link_has_no_lower_link() => Assert.Null(Link(768, Attribute(5, 0)).PeerIndex);

    [Fact]
    public void A_name_that_is_not_utf8_is_still_text() =>
        Assert.Equal("a\ufffdb", Link(1, Attribute(3, [(byte)'a', 0xff, (byte)'b', 0, (byte)'c'])).Name);

    [Fact]
    public void A_vxlan_port_is_read_in_network_order() =>
        Assert.Equal(8472, Link(1, Nest(18, Attribute(1, "vxlan"), Nest(2, Attribute(1, 1), Attribute(15, [0x21, 0x18])))).Vxlan?.Port);

    [Fact]
    public void A_port_of_a_bridge_has_its_settings_and_one_of_a_bond_has_none()
    {
        static Link Port(string kind, params byte[][] settings) => Link(1, Nest(18, Attribute(4, kind), Nest(5, settings)));

        Assert.Equal(new() { Hairpin = true }, Port("bridge", Attribute(4, [1]), Attribute(33, [0])).BridgePort);
        Assert.Equal(new() { Isolated = true }, Port("bridge", Attribute(4, [0]), Attribute(33, [1])).BridgePort);
        Assert.Equal(new BridgePortFacts(), Port("bridge", Attribute(4, [0])).BridgePort); // Kernels before 4.18.
        Assert.Null(Port("bond", Attribute(4, [1])).BridgePort);
    }

    [Fact]
    public void A_route_via_the_other_family_has_that_gateway()
    {
        var via = Join([10, 0], IPAddress.Parse("fe80::1").GetAddressBytes());
        var route = Assert.Single(Routes(RouteHeader(2, 24), Attribute(1, [10, 0, 0, 0]), Attribute(18, via), Attribute(4, 7)));
        Assert.Equal(
            new Route
            {
                Family = 4,
                Destination = "10.0.0.0/24",
                Gateway = "fe80::1",
                Device = "link7",
                Protocol = "boot",
                Scope = "global",
            } with
            {
                Flags = route.Flags,
            },
            route
        );
        Assert.Empty(route.Flags);
    }

    [Fact]
    public void A_route_of_several_hops_is_one_route_for_each()
    {
        var hops = Join(Hop(4, 1, Attribute(5, [10, 0, 0, 1])), Hop(17, 2, Attribute(5, [10, 0, 0, 2])));
        var routes = Routes(RouteHeader(2, 0, protocol: 12), Attribute(9, hops), Attribute(6, 20));
        Assert.Equal(
            ["default via 10.0.0.1 dev link1 proto bird onlink", "default via 10.0.0.2 dev link2 proto bird dead linkdown"],
            routes.Select(route => route.ToString())
        );
        Assert.All(routes, route => Assert.Equal(20, route.Metric));
    }

    [Fact]
    public void Local_and_cached_routes_and_those_of_another_family_are_left_out()
    {
        Assert.Empty(Routes(RouteHeader(2, 32, table: 255, type: 2), Attribute(1, [10, 0, 0, 1])));
        Assert.Empty(Routes(RouteHeader(2, 32, table: 0), Attribute(15, 255), Attribute(1, [10, 0, 0, 1])));
        Assert.Empty(Routes(RouteHeader(2, 32, flags: 0x200), Attribute(1, [10, 0, 0, 1])));
        Assert.All(new byte[] { 28, 128, 129 }, family => Assert.Empty(Routes(RouteHeader(family, 0))));
    }

    [Theory]
    [InlineData(2, 4)]
    [InlineData(10, 6)]
    public void One_answer_has_routes_of_both_families(byte family, int expected) =>
        Assert.Equal(expected, Assert.Single(Routes(RouteHeader(family, 0))).Family);

    [Fact]
    public void A_table_above_255_stands_in_its_attribute() =>
        Assert.Equal("51820", Assert.Single(Routes(RouteHeader(2, 0, table: 252), Attribute(15, 51820))).Table);

    [Fact]
    public void Of_an_ipsec_state_its_ends_index_and_kind_are_kept_and_no_key()
    {
        var fixedPart = new byte[224];
        IPAddress.Parse("10.0.0.2").GetAddressBytes().CopyTo(fixedPart, 56);
        fixedPart[75] = 5;
        fixedPart[76] = 50;
        IPAddress.Parse("10.0.0.1").GetAddressBytes().CopyTo(fixedPart, 80);
        BitConverter.GetBytes(13681891).CopyTo(fixedPart, 208);
        fixedPart[212] = 2;

        // The keys are garbage, as no reader ever looks at them.
        var state = Assert.Single(XfrmMessages.Parse(Message(0x10, fixedPart, [0xff, 0xff, 1, 0, 9, 9, 9, 9])));
        var expected = new XfrmState
        {
            Source = "10.0.0.1",
            Destination = "10.0.0.2",
            Protocol = "esp",
            RequestId = 13681891,
            Spi = 5,
            Mode = "transport",
        };
        Assert.Equal(expected, state);
    }

    [Theory]
    [InlineData("::ffff:10.0.0.1", "10.0.0.1")]
    [InlineData("::ffff:0.0.0.0", "*")]
    [InlineData("::", "*")]
    [InlineData("2001:db8:0:0::1", "2001:db8::1")]
    public void A_socket_s_address_is_written_in_one_way(string address, string expected)
    {
        var answer = new byte[72];
        answer[0] = 10;
        answer[1] = 10;
        answer[4] = 0x1f;
        answer[5] = 0x90;
        IPAddress.Parse(address).GetAddressBytes().CopyTo(answer, 8);
        var found = Assert.Single(SocketDiagnostics.Parse(Message(20, answer), SocketDiagnostics.Tcp));
        Assert.True(found.Listening);
        Assert.Equal(
            new SocketEntry
            {
                Protocol = "tcp",
                LocalAddress = expected,
                LocalPort = 8080,
                State = SocketState.Listening,
            },
            found.Socket
        );
    }

    private static Link Link(ushort hardware, params byte[][] attributes) =>
        Assert.Single(LinkMessages.Parse(Message(16, [LinkHeader(hardware, 1, 1), .. attributes]))).Link;

    private static IReadOnlyList<Route> Routes(byte[] header, params byte[][] attributes) =>
        [.. RouteMessages.Parse(Message(24, [header, .. attributes]), index => $"link{index}")];
}
