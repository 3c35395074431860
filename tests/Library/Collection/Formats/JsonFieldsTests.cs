using NetAudit.Collection;
using NetAudit.Collection.Formats;
using static NetAudit.Library.Tests.Collection.Engine.AnswerJson;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class JsonFieldsTests
{
    private static readonly JsonObject s_json = O(
        """
        {"text":"a","empty":"","number":7,"large":17881476196417549602,"yes":true,"null":null,
         "object":{"a":"b","c":1},"list":[{"n":1},"x",2,null]}
        """
    );

    [Theory]
    [InlineData("text", "a", "a")]
    [InlineData("empty", "", null)]
    [InlineData("number", "7", "7")]
    [InlineData("large", "17881476196417549602", "17881476196417549602")]
    [InlineData("yes", null, null)]
    [InlineData("null", null, null)]
    [InlineData("absent", null, null)]
    [InlineData("object", null, null)]
    public void A_text_is_a_string_or_a_number_as_it_is_written(string name, string? text, string? word) =>
        Assert.Equal((text, word), (s_json.Text(name), s_json.Word(name)));

    [Theory]
    [InlineData("number", 7L)]
    [InlineData("large", null)]
    [InlineData("text", null)]
    [InlineData("absent", null)]
    public void A_whole_number_fits_or_is_none(string name, long? number) =>
        Assert.Equal((number, (int?)number), (s_json.Whole(name), s_json.Int(name)));

    [Fact]
    public void A_number_that_fits_a_long_alone_is_no_int() => Assert.Null(O("{\"n\":4294967296}").Int("n"));

    [Fact]
    public void Lists_and_objects_hold_what_they_are_asked_for_and_nothing_else()
    {
        Assert.Equal(1L, Assert.Single(s_json.Objects("list"))["n"]);
        Assert.Equal(["x"], s_json.Texts("list"));
        Assert.Equal([new("a", "b")], s_json.Object("object").TextMembers());
        Assert.True(s_json.Flag("yes"));
    }

    [Fact]
    public void What_is_absent_or_of_another_type_is_none()
    {
        JsonObject? nothing = null;

        Assert.Equal((null, null, null, false), (nothing.Text("a"), nothing.Whole("a"), nothing.Object("a"), nothing.Flag("a")));
        Assert.Empty(nothing.Objects("a"));
        Assert.Empty(s_json.Objects("text"));
        Assert.Empty(s_json.Texts("object"));
        Assert.Empty(new JsonObject().TextMembers());
    }
}
