using NetAudit.Collection;
using NetAudit.Collection.VersionOne;
using NetAudit.Rows;
using NetAudit.Snapshots;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using static NetAudit.Library.Tests.Probes.ProbeRecordBuilder;

namespace NetAudit.Library.Tests.Collection.VersionOne;

/// <summary>
/// Records of version 1 were the rows' own words. Read from those words, a record gives the same row and the same typed facts.
/// </summary>
public sealed class ProbeSentencesTests
{
    private static readonly HostSnapshot s_host = new()
    {
        Host = "h",
        CollectedAt = DateTimeOffset.UnixEpoch,
        Origin = new RecordedOrigin("h"),
    };

    public static TheoryData<int> Records => [.. Enumerable.Range(0, RecordsOfProbes.All().Count)];

    [Theory]
    [MemberData(nameof(Records))]
    public void A_record_of_version_1_gives_the_row_that_it_gave(int index)
    {
        var record = RecordsOfProbes.All()[index];
        var row = ProbeRows.Create(s_host, record);
        var read = ProbeSentences.Read(Old(row))!;

        Assert.Equal(JsonConvert.SerializeObject(row), JsonConvert.SerializeObject(ProbeRows.Create(s_host, read)));
        Assert.Equal(record.Finding?.GetType(), read.Finding?.GetType());
        Assert.Equal(record.IsBetweenNetworks(), read.IsBetweenNetworks());
        Assert.Equal(record.To?.Host, read.To?.Host);
    }

    [Fact]
    public void Words_that_version_1_never_wrote_give_no_record()
    {
        var row = ProbeRows.Create(s_host, Protocol(ProbeProtocol.Tcp));
        string[] strange = ["", "from", "container", new('a', 5000), "container c1 (", "10.0.0.1 (c2", "engine"];

        Assert.All(strange, text => Assert.Null(ProbeSentences.Read(Old(row with { From = text }))));
        Assert.All(strange, text => Assert.Null(ProbeSentences.Read(Old(row with { To = text }))));
        Assert.Null(ProbeSentences.Read(Old(row with { Check = "Nothing" })));
        Assert.Null(ProbeSentences.Read([]));
    }

    [Fact]
    public void A_snapshot_of_version_1_is_read_with_its_probes_and_tells_of_those_it_can_not_read()
    {
        var json = JObject.Parse(SnapshotFile.Write(s_host));
        json["formatVersion"] = 1;
        json["probes"] = new JArray(
            Old(ProbeRows.Create(s_host, Protocol(ProbeProtocol.Tcp))),
            Old(ProbeRows.Create(s_host, Protocol(ProbeProtocol.Udp)) with { From = "?" })
        );
        var read = SnapshotFile.Read(json.ToString(), "old.json");

        Assert.Equal(new ProtocolAnswer { Protocol = ProbeProtocol.Tcp }, Assert.Single(read.Probes!).Finding);
        Assert.Equal("records of probes that NetAudit did not write so, and that are left out: 1", Assert.Single(read.Gaps).Reason);
    }

    private static JObject Old(OverlayProbe row)
    {
        var old = JObject.FromObject(
            row,
            JsonSerializer.Create(new() { ContractResolver = new Newtonsoft.Json.Serialization.CamelCasePropertyNamesContractResolver() })
        );
        _ = old.Remove("host");
        return old;
    }
}
