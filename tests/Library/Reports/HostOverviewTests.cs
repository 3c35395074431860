using NetAudit.Model;
using NetAudit.Reports;
using NetAudit.Rows;
using Newtonsoft.Json.Linq;

namespace NetAudit.Library.Tests.Reports;

/// <summary>Several hosts side by side: HostsCsv, and the same facts in Markdown and Json.</summary>
public sealed class HostOverviewTests
{
    private static readonly ReportContent s_two = new()
    {
        Features =
        [
            ReportInputs.Row("a", FeatureStatus.Match) with
            {
                Host = "one",
            },
            ReportInputs.Row("a", FeatureStatus.Mismatch) with
            {
                Host = "two",
            },
        ],
        Findings =
        [
            Finding("NodeDown", Severity.Warning, "one"),
            Finding("NodeDown", Severity.Error, "one"),
            Finding("AgentStopped", Severity.Warning, "two"),
            Finding("HostsApart", Severity.Error, "one", "three"),
        ],
    };

    [Fact]
    public void Markdown_has_a_line_a_host_with_the_gravest_of_each_finding_and_one_with_each_status()
    {
        var lines = Write("Markdown").Split('\n');

        Assert.Contains("| host | HostsApart | NodeDown | AgentStopped |", lines);
        Assert.Contains("| one | Error | Error |  |", lines);
        Assert.Contains("| three | Error |  |  |", lines);
        Assert.Contains("| two |  |  | Warning |", lines);
        Assert.Contains("| host | NameService |", lines);
        Assert.Contains("| one | Match |", lines);
        Assert.Contains("| two | Mismatch |", lines);
    }

    [Fact]
    public void Csv_of_hosts_has_a_line_a_host_and_no_formula()
    {
        var edition = s_two.Features[0].Edition;
        var solution = s_two.Features[0].Solution;
        Assert.Equal(
            $"\"Host\",\"HostsApart\",\"NodeDown\",\"AgentStopped\",\"{solution} NameService ({edition})\"\r\n"
                + "\"one\",\"Error\",\"Error\",\"\",\"Match\"\r\n"
                + "\"three\",\"Error\",\"\",\"\",\"\"\r\n"
                + "\"two\",\"\",\"\",\"Warning\",\"Mismatch\"\r\n",
            Write("HostsCsv")
        );
        var hostile = new ReportContent { Findings = [Finding("=cmd", Severity.Error, "=1+1")] };
        Assert.Equal("\"Host\",\"'=cmd\"\r\n\"'=1+1\",\"Error\"\r\n", Write("HostsCsv", hostile));
    }

    [Fact]
    public void Json_has_the_same_by_name()
    {
        var hosts = (JArray)JObject.Parse(Write("Json"))["hosts"]!;

        Assert.Equal(["one", "three", "two"], hosts.Select(host => (string?)host["Host"]));
        Assert.Equal("Error", (string?)hosts[0]["Findings"]!["NodeDown"]);
        var row = s_two.Features[1];
        Assert.Equal("Mismatch", (string?)hosts[2]["Statuses"]![row.Solution]![row.Edition]!["NameService"]);
    }

    [Fact]
    public void A_report_of_one_host_has_no_table_of_hosts() =>
        Assert.DoesNotContain("Hosts by", Write("Markdown", new ReportContent { Findings = [Finding("NodeDown", Severity.Error, "one")] }));

    private static string Write(string format, ReportContent? content = null)
    {
        using var text = new StringWriter();
        ReportWriters.Find(format, _ => null)!.Write(content ?? s_two, text);
        return text.ToString();
    }

    private static OverlayFinding Finding(string rule, Severity severity, params string[] hosts) =>
        new()
        {
            Host = hosts[0],
            Rule = rule,
            Severity = severity,
            Solution = "",
            Subject = "",
            Message = "",
            Remediation = "",
            Evidence = [],
            Basis = "Observed",
            Hosts = hosts,
            CollectedAt = DateTime.UnixEpoch,
        };
}
