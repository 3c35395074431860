using NetAudit.Collection.Formats;
using Newtonsoft.Json.Linq;

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
        var list = new JArray(JObject.Parse(Link), JObject.Parse(Link));

        Assert.Same(list, WholeEntries.Links(list));
        ((JObject)list[1]).Remove(member);
        Assert.Null(WholeEntries.Links(list));
    }

    [Fact]
    public void What_ip_leaves_empty_for_a_link_that_it_filtered_out_is_no_entry() =>
        Assert.Equal(2, WholeEntries.Links([JObject.Parse(Link), new JObject()])?.Count);

    [Theory]
    [InlineData("local")]
    [InlineData("prefixlen")]
    public void An_address_without_its_parts_is_not_guessed(string member)
    {
        var list = new JArray(JObject.Parse(Address));

        Assert.Same(list, WholeEntries.Addresses(list));
        ((JObject)list[0]["addr_info"]![0]!).Remove(member);
        Assert.Null(WholeEntries.Addresses(list));
    }

    [Fact]
    public void A_route_needs_table_and_type_where_the_others_name_them()
    {
        Assert.NotNull(WholeEntries.Routes(JArray.Parse("""[{"dst":"10.0.0.0/24"},{"dst":"default"}]""")));
        Assert.NotNull(WholeEntries.Routes(JArray.Parse("""[{"type":"unicast","table":"main","dst":"default"}]""")));
        Assert.Null(WholeEntries.Routes(JArray.Parse("""[{"type":"unicast","table":"main","dst":"default"},{"dst":"10.0.0.0/24"}]""")));
        Assert.Null(WholeEntries.Routes(JArray.Parse("""[{"gateway":"10.0.0.1"}]""")));
    }

    [Fact]
    public void The_other_lists_need_what_an_entry_is_told_by()
    {
        Assert.Null(WholeEntries.Rules(JArray.Parse("""[{"src":"all"}]""")));
        Assert.Null(WholeEntries.Neighbors(JArray.Parse("""[{"dst":"10.0.0.2"}]""")));
        Assert.Null(WholeEntries.Forwarding(JArray.Parse("""[{"mac":"02:00:00:00:00:01"}]""")));
        Assert.NotNull(WholeEntries.Forwarding(JArray.Parse("""[{"mac":"02:00:00:00:00:01","dev":"vxlan0"}]""")));
        Assert.Null(WholeEntries.Processes(JArray.Parse("""[{"pid":1}]""")));
        Assert.Null(WholeEntries.Engine(JArray.Parse("""[{"Id":"a"},{"Name":"b"}]""")));
        Assert.NotNull(WholeEntries.Engine(JArray.Parse("""[{"Id":"a"},{"ID":"b"}]""")));
    }

    [Fact]
    public void A_list_that_is_not_there_was_not_seen()
    {
        Assert.Null(WholeEntries.Links(null));
        Assert.Null(WholeEntries.Engine(null));
    }
}
