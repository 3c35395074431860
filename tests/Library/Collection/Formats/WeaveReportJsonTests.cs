using NetAudit.Collection.Formats;
using Newtonsoft.Json.Linq;
using static NetAudit.Library.Tests.Collection.Engine.AnswerJson;

namespace NetAudit.Library.Tests.Collection.Formats;

public sealed class WeaveReportJsonTests
{
    [Fact]
    public void Weaves_report_is_read_where_much_of_it_is_null()
    {
        var report = WeaveReportJson.Read(
            O(
                """
                {"Version":"2.8.1","DNS":null,"IPAM":null,"Router":{"Name":"aa","UID":17881476196417549602,"Encryption":true,
                "TrustedSubnets":null,"UnicastRoutes":null,"Targets":null,
                 "Peers":[{"Name":"aa","UID":17881476196417549602,"Connections":null},{"Name":"bb","Connections":[{"Name":"aa",
                 "Established":true},{"Name":"cc","Established":false}]}],
                 "Connections":[{"Address":"1.2.3.4:6783","State":"failed","Info":"no","Attrs":null},
                  {"Address":"1.2.3.5:6783","State":"established","Info":"encrypted   sleeve bb(b)","Attrs":{"name":"sleeve",
                  "encrypted":true,"mtu":1414}},
                  {"Address":"1.2.3.6:6783","State":"established","Info":"unencrypted fastdp cc(c)"}]}}
                """
            )
        );

        Assert.Null(report.DnsDomain);
        Assert.Equal(
            [(null, false), ("sleeve", true), ("fastdp", false)],
            report.Connections.Select(connection => (connection.Overlay, connection.Encrypted))
        );
        Assert.Equal(["aa"], report.Peers[1].ConnectedTo);
        Assert.Empty(report.UnicastRoutes);
    }

    [Fact]
    public void Names_that_weave_knows_are_bounded_and_living()
    {
        var entries = new JArray(
            Enumerable.Range(0, 3000).Select(i => new JObject { ["Hostname"] = $"n{i}.weave.local.", ["Tombstone"] = i % 2 })
        );

        var report = WeaveReportJson.Read(O($$"""{"DNS":{"Domain":"weave.local.","Address":"172.17.0.1:53","Entries":{{entries}} } }"""));

        Assert.Equal(("weave.local.", 1000), (report.DnsDomain, report.DnsNames.Count));
        Assert.DoesNotContain("n1.weave.local.", report.DnsNames);
        Assert.Null(WeaveReportJson.Read(O("""{"DNS":{"Domain":"weave.local.","Disabled":true}}""")).DnsDomain);
    }
}
