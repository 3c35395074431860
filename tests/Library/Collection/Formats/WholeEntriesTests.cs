using NetAudit.Collection.Formats;
using Newtonsoft.Json.Linq;
using static NetAudit.Library.Tests.Collection.Engine.AnswerJson;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class WholeEntriesTests
{
    private const string Link = """{"ifindex":5,"ifname":"br0","flags":["UP"],"mtu":1500,"link_type":"ether"}""";

    private const string Address = """{"ifindex":5,"ifname":"br0","addr_info":[{"family":"inet","local":"10.0.0.1","prefixlen":24}]}""";

    [Theory]
    [InlineData("ifindex")]
    [InlineData("ifname")]
    [InlineData("flags")]
    [InlineData("mtu")]
    [InlineData("link_type")]
    public void A_list_of_links_with_an_entry_that_lacks_a_member_was_not_seen(string member)
    {
        var list = A($"[{Link},{Link}]");

        Assert.Same(list, WholeEntries.Links(list));
        Assert.Null(WholeEntries.Links(A($"[{Link},{Without(member, Link)}]")));
    }

    [Fact]
    public void What_ip_leaves_empty_for_a_link_that_it_filtered_out_is_no_entry() =>
        Assert.Equal(2, WholeEntries.Links(A($"[{Link},{{}}]"))?.Count);

    [Theory]
    [InlineData("local")]
    [InlineData("prefixlen")]
    public void An_address_without_its_parts_is_not_guessed(string member)
    {
        var list = A($"[{Address}]");

        Assert.Same(list, WholeEntries.Addresses(list));
        Assert.Null(WholeEntries.Addresses(A($"[{Without(member, Address)}]")));
    }

    [Fact]
    public void A_route_needs_table_and_type_where_the_others_name_them()
    {
        Assert.NotNull(WholeEntries.Routes(A("""[{"dst":"10.0.0.0/24"},{"dst":"default"}]""")));
        Assert.NotNull(WholeEntries.Routes(A("""[{"type":"unicast","table":"main","dst":"default"}]""")));
        Assert.Null(WholeEntries.Routes(A("""[{"type":"unicast","table":"main","dst":"default"},{"dst":"10.0.0.0/24"}]""")));
        Assert.Null(WholeEntries.Routes(A("""[{"gateway":"10.0.0.1"}]""")));
    }

    [Fact]
    public void The_other_lists_need_what_an_entry_is_told_by()
    {
        Assert.Null(WholeEntries.Rules(A("""[{"src":"all"}]""")));
        Assert.Null(WholeEntries.Neighbors(A("""[{"dst":"10.0.0.2"}]""")));
        Assert.Null(WholeEntries.Forwarding(A("""[{"mac":"02:00:00:00:00:01"}]""")));
        Assert.NotNull(WholeEntries.Forwarding(A("""[{"mac":"02:00:00:00:00:01","dev":"vxlan0"}]""")));
        Assert.Null(WholeEntries.Processes(A("""[{"pid":1}]""")));
        Assert.Null(WholeEntries.Engine(A("""[{"Id":"a"},{"Name":"b"}]""")));
        Assert.NotNull(WholeEntries.Engine(A("""[{"Id":"a"},{"ID":"b"}]""")));
    }

    [Fact]
    public void A_list_that_is_not_there_was_not_seen()
    {
        Assert.Null(WholeEntries.Links(null));
        Assert.Null(WholeEntries.Engine(null));
    }

    private static string Without(string member, string json)
    {
        var entry = JObject.Parse(json);
        entry.Descendants().OfType<JProperty>().Single(one => one.Name == member).Remove();
        return entry.ToString();
    }
}
