using CsCheck;
using NetAudit.Collection;
using NetAudit.Library.Tests.Properties;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace NetAudit.Library.Tests.Collection;

/// <summary>Answers are read as Newtonsoft's tree would have them: the same values, and the same texts refused.</summary>
public sealed class JsonAnswerReaderTests
{
    private const int Samples = 40;

    public static TheoryData<string> Hosts => RecordedHosts.All;

    [Theory]
    [InlineData(
        """{"a":[1,-2,17881476196417549602,1.5,1e3,true,false,null,"x","\u0041","2020-01-01T00:00:00Z"],"b":{"c":{}},"d":[[],[[]]]}"""
    )]
    [InlineData("/* one */[/* two */1/* three */,{/* four */\"a\":/* five */2}]/* six */")]
    [InlineData("[1,,2,]")]
    [InlineData("[undefined,NaN,-Infinity,0x1F,new Date(5, [6]),'single']")]
    [InlineData("{a:1,'b':2,\"a\":3}")]
    [InlineData("7")]
    [InlineData("")]
    [InlineData("/* nothing */")]
    [InlineData("{")]
    [InlineData("{\"a\"")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":1")]
    [InlineData("[1")]
    [InlineData("[{\"a\":[")]
    [InlineData("new Date(")]
    [InlineData("new Date(1")]
    [InlineData("{\"a\":]}")]
    [InlineData("[}")]
    [InlineData("{} {}")]
    [InlineData("1 2")]
    public void It_reads_what_the_tree_has(string text) => Same(text);

    [Fact]
    public void It_refuses_what_is_nested_too_deep()
    {
        Same(new string('[', 64) + new string(']', 64));
        Same(new string('[', 65) + new string(']', 65));
        Assert.Throws<JsonReaderException>(() => Json.ParseAnswer(new StringReader(new string('[', 65) + new string(']', 65))));
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void It_reads_recorded_answers_whole_and_damaged(string host)
    {
        var bundle = ChangedFiles.Bundle(RecordedHosts.PathOf(host));
        var texts = bundle
            .Names.Where(name => name.EndsWith(".json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => bundle.Open(name)?.ReadToEnd() ?? "")
            .ToArray();
        Assert.All(texts, Same);
        Gen.Select(Gen.OneOf(texts), Mutation.Any)
            .Sample((text, change) => Same(change(text)), seed: "0N0XIzNsQ0O2", iter: MutatedBundleTests.Many(Samples), threads: 1);
    }

    private static void Same(string text) =>
        Assert.Equal(Told(() => Tree(Json.Parse(Reader(text)))), Told(() => Value(Json.ParseAnswer(Reader(text)))));

    private static StringReader Reader(string text) => new(text);

    private static string Told(Func<object?> read)
    {
        try
        {
            return JsonConvert.SerializeObject(read());
        }
        catch (JsonReaderException damaged)
        {
            return $"line {damaged.LineNumber}, column {damaged.LinePosition}";
        }
    }

    private static object? Value(object? value) =>
        value switch
        {
            JsonObject one => one.Members.Select(member => new { member.Key, Value = Value(member.Value) }),
            JsonArray array => array.Select(Value),
            _ => ReferenceEquals(value, JsonObject.Other) ? "other" : new { Kind = value?.GetType().Name, value },
        };

    private static object? Tree(JToken token) =>
        token switch
        {
            JObject one => one.Properties().Select(member => new { Key = member.Name, Value = Tree(member.Value) }),
            JArray array => array.Select(Tree),
            JConstructor or JValue { Type: JTokenType.Undefined } => "other",
            _ => new { Kind = ((JValue)token).Value?.GetType().Name, value = ((JValue)token).Value },
        };
}
