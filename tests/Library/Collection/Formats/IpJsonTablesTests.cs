using NetAudit.Collection.Formats;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Collection.Engine.AnswerJson;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class IpJsonTablesTests
{
    [Fact]
    public void Rules_neighbours_and_forwarding_entries_are_read()
    {
        var rule = Assert.Single(IpJsonTables.Rules(A("""[{"priority":100,"src":"10.0.0.0","srclen":8,"table":"200"},{}]""")));
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
                A("""[{"dst":"10.0.0.2","dev":"vxlan0","lladdr":"02:42:0a:00:00:02","state":["PERMANENT"]},{"dst":"x"}]""")
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
                A(
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
}
