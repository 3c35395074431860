using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class IpvsTextTests
{
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
}
