using NetAudit.Collection.Formats;
using NetAudit.Snapshots;
using Newtonsoft.Json.Linq;

namespace NetAudit.Library.Tests.Collection.Formats;

/// <summary>What tools and /proc tell of kernel settings, IPVS, counters, drivers and IPsec policies.</summary>
public class KernelFormatsTests
{
    [Fact]
    public void Settings_are_read_from_files_with_their_paths_and_from_what_sysctl_prints()
    {
        var settings = SysctlText.Read(
            """
            /proc/sys/net/ipv4/ip_forward:1
            /proc/sys/net/ipv4/conf/eth0.100/rp_filter:2
            net.bridge.bridge-nf-call-iptables = 0
            net.ipv4.conf.eth0/200.rp_filter = 1
            net.ipv4.tcp_rmem = 4096	131072	6291456
            nonsense
            """
        );

        Assert.Equal(1, settings["net.ipv4.ip_forward"]);
        Assert.Equal(2, settings[SysctlNames.ReversePathFilter("eth0.100")]);
        Assert.Equal(0, settings["net.bridge.bridge-nf-call-iptables"]);
        Assert.Equal(1, settings[SysctlNames.ReversePathFilter("eth0.200")]);
        Assert.Equal(4, settings.Count);
    }

    [Theory]
    [InlineData("net.ipv4.conf.eth0/100.rp_filter", "/proc/sys/net/ipv4/conf/eth0.100/rp_filter")]
    [InlineData("net.ipv4.ip_forward", "/proc/sys/net/ipv4/ip_forward")]
    public void A_settings_name_is_its_path_with_dots(string name, string path) => Assert.Equal(path, SysctlNames.PathOf(name));

    [Fact]
    public void Ipvs_services_are_by_mark_or_by_address_with_those_they_send_to()
    {
        var ipvs = IpvsText.Read(
            """
            IP Virtual Server version 1.2.1 (size=4096)
            Prot LocalAddress:Port Scheduler Flags
              -> RemoteAddress:Port Forward Weight ActiveConn InActConn
            FWM  00000101 rr
              -> 0A000005:0000      Masq    1      2          3
              -> 0A000006:0000      Masq    0      0          0
            TCP  0A000006:0050 wlc persistent 300
            UDP  [2001:0db8:0000:0000:0000:0000:0000:0001]:0035 rr
              -> [2001:0db8:0000:0000:0000:0000:0000:0002]:0035      Route   5      0          0
            """,
            """
               Total Incoming Outgoing         Incoming         Outgoing
               Conns  Packets  Packets            Bytes            Bytes
                  1F       A0        0             1234                0

             Conns/s   Pkts/s   Pkts/s          Bytes/s          Bytes/s
                   0        0        0                0                0
            """
        );

        Assert.Equal((31L, 160L, 0L), (ipvs.Connections!.Value, ipvs.PacketsIn!.Value, ipvs.PacketsOut!.Value));
        Assert.Equal(3, ipvs.Services.Count);
        Assert.Equal(
            ("fwm", 257L, null, "rr"),
            (ipvs.Services[0].Protocol, ipvs.Services[0].Mark!.Value, ipvs.Services[0].Address, ipvs.Services[0].Scheduler)
        );
        Assert.Equal(
            [
                new IpvsServer
                {
                    Address = "10.0.0.5",
                    Port = 0,
                    Way = "Masq",
                    Weight = 1,
                },
                new IpvsServer
                {
                    Address = "10.0.0.6",
                    Port = 0,
                    Way = "Masq",
                    Weight = 0,
                },
            ],
            ipvs.Services[0].Servers
        );
        Assert.Equal(("tcp", "10.0.0.6", 80), (ipvs.Services[1].Protocol, ipvs.Services[1].Address, ipvs.Services[1].Port!.Value));
        Assert.Empty(ipvs.Services[1].Servers);
        Assert.Equal(
            new IpvsServer
            {
                Address = "2001:db8::2",
                Port = 53,
                Way = "Route",
                Weight = 5,
            },
            Assert.Single(ipvs.Services[2].Servers)
        );
    }

    [Theory]
    [InlineData("# nothing")]
    [InlineData("-> 0A000005:0000 Masq 1 0 0")]
    [InlineData("FWM zz rr\nTCP 0A:1 rr\nTCP 0A000006 rr\nTCP 0A000006:FFFFF rr\nTCP [x]:1 rr")]
    public void What_is_no_ipvs_service_is_none(string text) => Assert.Empty(IpvsText.Read(text, "1 2").Services);

    [Fact]
    public void Counters_are_found_by_the_names_above_them()
    {
        var counters = ProtocolCounters.Read(
            """
            Ip: Forwarding DefaultTTL ForwDatagrams
            Ip: 1 64 17
            Udp: InDatagrams InErrors RcvbufErrors InCsumErrors
            Udp: 5 4 3 2
            TcpExt: SyncookiesSent IPReversePathFilter
            TcpExt: 0 9
            Udp: InDatagrams
            """
        );

        Assert.Equal(17, counters["Ip.ForwDatagrams"]);
        Assert.Equal(2, counters["Udp.InCsumErrors"]);
        Assert.Equal(9, counters["TcpExt.IPReversePathFilter"]);
        Assert.DoesNotContain("Ip.DefaultTTL", counters.Keys);
    }

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

    [Fact]
    public void An_ipsec_policy_is_read_with_its_mark_and_template_and_a_sockets_is_left_out()
    {
        var policies = XfrmPolicyText.Read(
            """
            src 10.97.0.1/32 dst 10.97.0.2/32 proto udp dport 4789
            	dir out priority 0 ptype main
            	mark 0xd0c4e3/0xffffffff
            	tmpl src 10.97.0.1 dst 10.97.0.2
            		proto esp spi 0xbb5b1a6f reqid 13681891(0x00d0c4e3) mode transport
            src 0.0.0.0/0 dst 0.0.0.0/0
            	socket in priority 0
            src fd00::/64 dst ::/0
            	dir fwd action block priority 7
            """
        );

        Assert.Equal(2, policies.Count);
        Assert.Equal(
            ("out", "udp", 4789, 0xd0c4e3L),
            (policies[0].Direction, policies[0].Protocol, policies[0].DestinationPort, policies[0].Mark!.Value)
        );
        Assert.Null(policies[0].SourcePort);
        Assert.Equal(
            (0xbb5b1a6fL, 13681891L, "transport"),
            (policies[0].Templates[0].Spi!.Value, policies[0].Templates[0].RequestId!.Value, policies[0].Templates[0].Mode)
        );
        Assert.Equal(("fwd", "fd00::/64", true), (policies[1].Direction, policies[1].Source, policies[1].Blocks));
    }

    [Fact]
    public void An_ipsec_state_tells_its_direction_by_its_index()
    {
        var state = Assert.Single(XfrmText.Read("src 10.97.0.1 dst 10.97.0.2\n\tproto esp spi 0xbb5b1a6f reqid 13681891 mode transport"));

        Assert.Equal((0xbb5b1a6fL, "transport", 13681891L), (state.Spi!.Value, state.Mode, state.RequestId!.Value));
    }

    [Fact]
    public void A_links_counters_are_read_where_ip_was_asked_for_them()
    {
        var links = JArray.Parse(
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
