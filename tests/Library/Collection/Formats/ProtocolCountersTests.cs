using NetAudit.Collection.Formats;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class ProtocolCountersTests
{
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
}
