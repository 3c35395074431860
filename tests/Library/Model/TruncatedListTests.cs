using NetAudit.Model;

namespace NetAudit.Library.Tests.Model;

/// <summary>Lists that are cut.</summary>
public sealed class TruncatedListTests
{
    private static readonly string[] s_names = ["a", "b", "c"];

    private static readonly string[] s_links = ["a: eth0 and eth1", "b: eth0 and eth1", "c: eth0 and eth1"];

    [Fact]
    public void A_list_that_fits_is_whole() => Assert.Equal("a, b, c", TruncatedList.Join(s_names, most: 3));

    [Fact]
    public void A_longer_one_says_how_many_more_there_are() => Assert.Equal("a, b and 1 more", TruncatedList.Join(s_names, most: 2));

    [Fact]
    public void The_rest_is_a_part_of_its_own_where_parts_have_lists_themselves() =>
        Assert.Equal("a: eth0 and eth1; and 2 more", TruncatedList.Join(s_links, "; ", 1));
}
