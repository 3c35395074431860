using NetAudit.Collection;

namespace NetAudit.Library.Tests.Collection.Bundles;

public sealed class DamagedBundleTests : DamagedBundleTestBase
{
    [Theory]
    [InlineData("[{\"ifindex\":1,\n\"ifname\":}]", "line 2")]
    [InlineData("[{\"a\":[1,2", "[0].a[1]")]
    [InlineData("[] x", "")]
    public void Bad_json_names_file_path_and_line(string json, string place)
    {
        var problem = Refused(Archive(("bundle.json", Marker), ("host/links.json", json)), "host/links.json", "JSON");

        Assert.Contains(place, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_nested_without_end_is_refused() =>
        Refused(Archive(("bundle.json", Marker), ("host/links.json", new string('[', 100_000))), "host/links.json", "too deep");

    [Fact]
    public void Json_of_millions_of_values_is_refused() =>
        Refused(
            Archive(("bundle.json", Marker), ("host/links.json", "[" + string.Concat(Enumerable.Repeat("0,", 4_000_000)) + "0]")),
            "host/links.json",
            "too many values"
        );

    [Fact]
    public void Content_of_a_bad_file_is_not_in_the_message() =>
        Assert.DoesNotContain(
            "hunter2",
            Refused(Archive(("bundle.json", Marker), ("engine/info.json", "{\"x\": hunter2 }")), "engine/info.json", "JSON").ToString(),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("""{"format":"netaudit-bundle","version":2}""", "version 2")]
    [InlineData("""{"format":"netaudit-bundle"}""", "version none")]
    [InlineData("""{"format":"other","version":1}""", "netaudit-bundle")]
    [InlineData("[]", "not a JSON object")]
    public void A_bundle_of_another_kind_is_said(string marker, string word) =>
        Refused(Archive(("bundle.json", marker)), "bundle.json", word);

    [Fact]
    public void Names_in_messages_steer_no_terminal() =>
        Assert.DoesNotContain('\u001b', Refused(Archive(("bundle.json", Marker), ("../\u001b[31mred", "x")), "red", "outside").Message);

    [Fact]
    public void Reading_ends_when_it_is_cancelled() =>
        Assert.Throws<OperationCanceledException>(() =>
            RecordedHost.Read(RecordedHosts.PathOf("overlay-swarm/sw1"), new CancellationToken(canceled: true))
        );
}
