using NetAudit.Collection;
using static NetAudit.Library.Tests.Collection.Engine.AnswerJson;

namespace NetAudit.Library.Tests.Collection;

public sealed class JsonObjectTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    public void Of_members_with_one_name_the_last_counts_at_the_first_ones_place(int others)
    {
        var more = string.Concat(Enumerable.Range(0, others).Select(number => $",\"other{number}\":{number}"));
        var read = O($"{{\"a\":1,\"b\":2{more},\"a\":3}}");

        Assert.Equal(2 + others, read.Count);
        Assert.Equal(["a", "b", "other0"], read.Members.Take(3).Select(member => member.Key));
        Assert.Equal((3L, 2L, others - 1L), (read["a"], read["b"], read[$"other{others - 1}"]));
    }

    [Fact]
    public void A_null_member_is_there_and_an_absent_one_is_not()
    {
        var read = O("""{"a":null}""");

        Assert.Equal((null, null), (read["a"], read["b"]));
        Assert.Equal((true, false), (read.ContainsKey("a"), read.ContainsKey("b")));
        Assert.Empty(new JsonObject().Members);
    }
}
