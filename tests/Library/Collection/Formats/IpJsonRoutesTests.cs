using NetAudit.Collection.Formats;
using static NetAudit.Library.Tests.Collection.Engine.AnswerJson;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class IpJsonRoutesTests
{
    [Fact]
    public void Routes_are_told_once_per_hop_and_without_the_local_table()
    {
        var routes = IpJsonRoutes.Read(
            A(
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
            A(
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
    public void What_was_not_printed_was_not_seen()
    {
        Assert.Null(IpJsonLinks.Read(null, null));
        Assert.Null(IpJsonRoutes.Read(null, null));
        Assert.Empty(IpJsonRoutes.Read([], null)!);
    }
}
