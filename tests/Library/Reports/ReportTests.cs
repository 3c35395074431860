using System.Xml.Linq;
using NetAudit.Audit;
using NetAudit.Collection;
using NetAudit.Gate;
using NetAudit.Matrix;
using NetAudit.Reports;
using Newtonsoft.Json.Linq;

namespace NetAudit.Library.Tests.Reports;

public class ReportTests
{
    private const string Hostile = "</x>\u001b[31m\"',|=cmd\r\n::error::%0A\ud800]]>\u0000";

    public static TheoryData<string, string> Inputs => new(from format in ReportWriters.Formats from input in new[] { "none", "hostile", "one host", "three hosts", "only mismatches", "findings" } select (format, input));

    private static IReadOnlyList<OverlayFeature> Rows(params string[] names) => [.. names.SelectMany(name => HostAudit.Compare(RecordedHost.Read(Bundles.PathOf(name), CancellationToken.None), Editions.Load(Editions.Default), [], []))];

    private static OverlayFeature Row(string text, string status = "Mismatch") => new()
    {
        Host = text, Solution = text, Aspect = "NameService", Edition = "blog-2015", Documented = text, Observed = text, Status = status, Basis = "Observed",
        Evidence = [text], Reason = text, Recommendation = text, CollectedAt = DateTime.UnixEpoch,
    };

    private static GateFinding Finding(string severity = "Error", FindingWaiver? waiver = null, string kind = "Contradicted", string subject = "connection to four") => new()
    {
        Rule = "ChannelEncrypted", Kind = kind, Severity = severity, Host = "n1", Solution = "Weave", Aspect = "EncryptionChannel", Subject = subject, Expected = "encrypted", Observed = "in clear", Evidence = ["a: b"], Waiver = waiver,
    };

    private static (IReadOnlyList<OverlayFeature> Rows, IReadOnlyList<GateFinding>? Findings) Input(string name) => name switch
    {
        "none" => ([], null),
        "hostile" => ([Row(Hostile), Row("=SUM(A1)"), Row(new string('x', 5000))], null),
        "one host" => (Rows("overlay-swarm/sw1"), null),
        "three hosts" => (Rows("overlay-swarm/sw1", "weave-sleeve-plain/node1", "calico-2015-calicoctl/host3"), null),
        "only mismatches" => ([.. Rows("flannel-vxlan/fl1").Where(row => row.Status == "Mismatch")], null),
        _ => (Rows("weave-sleeve-plain/node1"), [Finding(), Finding("Warning", new FindingWaiver("known", "me", "2027-01-01"), subject: "x"), Finding("Error", null, "CouldNotAudit", "y")]),
    };

    private static string Write(string format, IReadOnlyList<OverlayFeature> rows, IReadOnlyList<GateFinding>? findings = null)
    {
        using var text = new StringWriter();
        ReportWriters.Find(format, _ => null)!.Write(rows, findings, text);
        return text.ToString();
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void No_report_carries_control_characters_of_a_host(string format, string input)
    {
        var (rows, findings) = Input(input);
        var report = Write(format, rows, findings);

        Assert.DoesNotContain(report, character => char.IsControl(character) && character is not ('\n' or '\r' or '\t'));
    }

    [Theory]
    [InlineData("JUnit")]
    [InlineData("NUnit")]
    public void Xml_says_the_encoding_that_files_are_written_in(string format) =>
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>", Write(format, []), StringComparison.Ordinal);

    [Theory]
    [InlineData("none")]
    [InlineData("hostile")]
    [InlineData("three hosts")]
    [InlineData("findings")]
    public void JUnit_counts_are_those_of_its_cases(string input)
    {
        var (rows, findings) = Input(input);
        var root = XDocument.Parse(Write("JUnit", rows, findings)).Root!;

        Assert.Equal("testsuites", root.Name.LocalName);
        foreach (var suite in root.Elements("testsuite").Append(root))
        {
            var cases = suite.Descendants("testcase").ToList();
            Assert.Equal(cases.Count, (int)suite.Attribute("tests")!);
            Assert.Equal(cases.Count(one => one.Element("failure") is not null), (int)suite.Attribute("failures")!);
            Assert.Equal(cases.Count(one => one.Element("error") is not null), (int)suite.Attribute("errors")!);
            Assert.All(cases, one => Assert.True(one.Attribute("name") is not null && one.Attribute("classname") is not null && one.Elements().Count() == 1));
        }
    }

    [Theory]
    [InlineData("none")]
    [InlineData("hostile")]
    [InlineData("three hosts")]
    [InlineData("findings")]
    public void NUnit_ids_are_unique_and_results_are_its_words(string input)
    {
        var (rows, findings) = Input(input);
        var root = XDocument.Parse(Write("NUnit", rows, findings)).Root!;

        Assert.Equal("test-run", root.Name.LocalName);
        var elements = root.Descendants().Where(element => element.Name.LocalName is "test-suite" or "test-case").ToList();
        Assert.Equal(elements.Count, elements.Select(element => (string)element.Attribute("id")!).Distinct().Count());
        Assert.All(elements, element => Assert.Contains((string)element.Attribute("result")!, new[] { "Passed", "Failed", "Inconclusive", "Skipped" }));
        Assert.Equal(root.Descendants("test-case").Count(), (int)root.Attribute("total")!);
        Assert.Equal(root.Descendants("test-case").Count(), new[] { "passed", "failed", "inconclusive", "skipped" }.Sum(name => (int)root.Attribute(name)!));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("hostile")]
    [InlineData("three hosts")]
    [InlineData("findings")]
    public void Sarif_keeps_its_schemas_rules(string input)
    {
        var (rows, findings) = Input(input);
        var log = JObject.Parse(Write("Sarif", rows, findings));

        Assert.Equal("2.1.0", (string)log["version"]!);
        var run = Assert.Single(log["runs"]!);
        var rules = run["tool"]!["driver"]!["rules"]!.Select(rule => (string)rule["id"]!).ToList();
        Assert.Equal(rules.Count, rules.Distinct().Count());
        foreach (var result in run["results"]!)
        {
            Assert.Equal((string)result["ruleId"]!, rules[(int)result["ruleIndex"]!]);
            Assert.Contains((string)result["level"]!, new[] { "none", "note", "warning", "error" });
            Assert.Contains((string)result["kind"]!, new[] { "pass", "open", "fail" });
            Assert.True((string)result["kind"]! == "fail" || (string)result["level"]! == "none");
            Assert.False(string.IsNullOrEmpty((string)result["message"]!["text"]!));
            Assert.True(Uri.TryCreate((string)result["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]!, UriKind.Relative, out _));
            Assert.NotEmpty(result["locations"]![0]!["logicalLocations"]!);
        }
    }

    [Fact]
    public void A_waived_finding_is_suppressed_in_Sarif_and_skipped_in_JUnit()
    {
        var (rows, findings) = Input("findings");

        var suppressed = JObject.Parse(Write("Sarif", rows, findings))["runs"]![0]!["results"]!.Where(result => result["suppressions"] is not null).ToList();
        Assert.Equal("known", (string)Assert.Single(suppressed)["suppressions"]![0]!["justification"]!);
        Assert.Contains("waived: known", (string)Assert.Single(XDocument.Parse(Write("JUnit", rows, findings)).Descendants("skipped")).Attribute("message")!, StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_gate_its_findings_fail_and_rows_against_the_matrix_do_not()
    {
        var failures = XDocument.Parse(Write("JUnit", Rows("flannel-vxlan/fl1"), [])).Descendants("failure");

        Assert.Empty(failures);
        Assert.NotEmpty(XDocument.Parse(Write("JUnit", Rows("flannel-vxlan/fl1"))).Descendants("failure"));
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Csv_has_as_many_fields_on_every_line_as_in_its_header(string format, string input)
    {
        if (format != "Csv")
        {
            return;
        }

        var (rows, findings) = Input(input);
        var records = Records(Write(format, rows, findings));
        Assert.All(records, record => Assert.Equal(14, record.Count));
        Assert.DoesNotContain(records.SelectMany(record => record), field => field.Length > 0 && "=+-@".Contains(field[0], StringComparison.Ordinal));
    }

    [Fact]
    public void GitHub_shows_ten_of_a_kind_and_counts_the_rest_first()
    {
        var lines = Write("GitHub", [.. Enumerable.Range(0, 25).Select(i => Row($"h{i}"))]).TrimEnd('\n').Split('\n');

        Assert.Equal(10, lines.Length);
        Assert.Contains("25 in all", lines[0], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.StartsWith("::warning title=", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GitHub")]
    [InlineData("Azure")]
    public void A_name_can_not_begin_a_command_of_its_own(string format)
    {
        var lines = Write(format, [Row("a\n::error::gotcha\n##vso[task.complete]")]).TrimEnd('\n').Split('\n');

        Assert.Single(lines);
    }

    [Theory]
    [InlineData("GITHUB_ACTIONS", "true", "GitHub")]
    [InlineData("TF_BUILD", "True", "Azure")]
    [InlineData("CI", "true", "Markdown")]
    public void Auto_is_what_the_environment_reads(string variable, string value, string format) =>
        Assert.Equal(format, ReportWriters.Find("auto", name => name == variable ? value : null)!.Format);

    [Fact]
    public void An_unknown_format_is_none() => Assert.Null(ReportWriters.Find("Pdf", _ => null));

    [Fact]
    public void Markdown_cells_can_not_end_their_table()
    {
        var lines = Write("Markdown", [Row("a|b<img src=x>\n# h")]).Split('\n');

        var row = Assert.Single(lines, line => line.StartsWith("| NameService", StringComparison.Ordinal));
        Assert.Equal(6, row.Replace("\\|", "", StringComparison.Ordinal).Count(character => character == '|'));
        Assert.DoesNotContain("<img", row, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_all_properties_of_a_row()
    {
        var row = JObject.Parse(Write("Json", Rows("overlay-swarm/sw1")))["rows"]![0]!;

        Assert.Equal(typeof(OverlayFeature).GetProperties().Select(property => property.Name).Order(), ((JObject)row).Properties().Select(property => property.Name).Order());
    }

    private static List<List<string>> Records(string csv)
    {
        var records = new List<List<string>> { new() };
        var field = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < csv.Length; i++)
        {
            var character = csv[i];
            if (quoted && character == '"' && i + 1 < csv.Length && csv[i + 1] == '"')
            {
                field.Append(csv[++i]);
            }
            else if (character == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && character is ',' or '\r')
            {
                records[^1].Add(field.ToString());
                field.Clear();
                if (character == '\r')
                {
                    i++;
                    records.Add([]);
                }
            }
            else
            {
                field.Append(character);
            }
        }

        records.RemoveAt(records.Count - 1);
        return records;
    }
}
