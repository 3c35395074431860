using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Reports;
using NetAudit.Rows;
using NetAudit.Solutions;
using NetAudit.Topology;
using Newtonsoft.Json.Linq;

namespace NetAudit.Library.Tests.Reports;

/// <summary>The page as text; tests/Browser opens it.</summary>
public sealed partial class HtmlReportTests
{
    [Fact]
    public void The_policy_lets_run_what_is_in_the_page_and_nothing_else()
    {
        var page = Write(new());
        var policy = Policy().Match(page).Groups[1].Value;

        Assert.Equal(
            [
                "default-src 'none'",
                $"script-src '{Hash(Script().Matches(page)[^1].Groups[1].Value)}'",
                $"style-src '{Hash(Style().Match(page).Groups[1].Value)}'",
                "img-src data:",
                "base-uri 'none'",
                "form-action 'none'",
            ],
            policy.Split("; ")
        );
    }

    [Fact]
    public void The_data_is_json_that_ends_no_element_whatever_a_host_is_called()
    {
        const string Name = "</script><!--<script>&";
        var page = Write(new() { Findings = [Finding(Name)] });
        var data = Data().Match(page).Groups[1].Value;

        Assert.DoesNotContain('<', data);
        Assert.All(data, letter => Assert.InRange(letter, ' ', '~'));
        Assert.Equal(Name, (string?)JObject.Parse(data)["findings"]![0]!["Host"]);
        Assert.Equal(2, page.Split("</script>").Length - 1);
    }

    [Fact]
    public void Nothing_in_the_page_names_another_place()
    {
        var page = Write(new());

        Assert.DoesNotMatch(@"(?i)\b(src|href)\s*=\s*[""']?(https?:|//)", page);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.DoesNotContain("innerHTML", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_are_short_and_still_join_nodes()
    {
        var topology = OverlayTopology.Create([HostContext.Create(RecordedHosts.Read("overlay-swarm/sw1"))]);
        var data = JObject.Parse(Data().Match(Write(new() { Topology = topology })).Groups[1].Value)["topology"]!;
        var ids = data["Nodes"]!.Select(node => (string)node["Id"]!).ToList();

        Assert.Equal(topology.Nodes.Count, ids.Distinct().Count());
        Assert.All(data["Edges"]!, edge => Assert.True(ids.Contains((string)edge["From"]!) && ids.Contains((string)edge["To"]!)));
        Assert.All(ids, id => Assert.InRange(id.Length, 2, 6));
    }

    [Fact]
    public void Both_editions_are_beside_the_rows()
    {
        var host = RecordedHosts.Read("overlay-swarm/sw1");
        var rows = HostAudit.Compare(host, Editions.Load("blog-2015"), [], ["NameService"]).ToList();
        var aspect = Assert.Single(JObject.Parse(Data().Match(Write(new() { Features = rows })).Groups[1].Value)["aspects"]!);

        Assert.Equal("Name Service", (string?)aspect["Title"]);
        Assert.Equal(("No", "Yes"), ((string?)aspect["Cells"]![0]!["Then"], (string?)aspect["Cells"]![0]!["Today"]));
    }

    private static OverlayFinding Finding(string host) =>
        new()
        {
            Host = host,
            Rule = "R",
            Severity = Severity.Error,
            Solution = "",
            Subject = "host h",
            Message = "m",
            Remediation = "r",
            Evidence = [],
            Basis = "Observed",
            Hosts = [host],
            CollectedAt = DateTime.UnixEpoch,
        };

    private static string Write(ReportContent content)
    {
        using var text = new StringWriter();
        ReportWriters.Find("Html", _ => null)!.Write(content, text);
        return text.ToString();
    }

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]+)\">")]
    private static partial Regex Policy();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<script type=\"application/json\" id=\"netaudit-data\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Data();
}
