using System.Globalization;
using System.Xml.Linq;

namespace NetAudit.Library.Tests.Reports;

/// <summary>JUnit by the rules of Ant's schema, which is the stricter one, and NUnit by those of NUnit 3's.</summary>
public sealed class XmlReportTests
{
    private static readonly string[] s_results = ["Passed", "Failed", "Warning", "Inconclusive", "Skipped"];

    public static TheoryData<string> Inputs => ReportInputs.Names;

    [Theory]
    [MemberData(nameof(Inputs))]
    public void JUnit_keeps_its_schemas_rules(string input)
    {
        var root = XDocument.Parse(ReportInputs.Write("JUnit", input)).Root!;

        Assert.Equal("testsuites", root.Name.LocalName);
        Assert.Empty(root.Attributes());
        Assert.Equal(Enumerable.Range(0, root.Elements().Count()), root.Elements("testsuite").Select(suite => (int)suite.Attribute("id")!));
        foreach (var suite in root.Elements("testsuite"))
        {
            var cases = suite.Elements("testcase").ToList();
            Assert.Equal(
                ["properties", .. cases.Select(_ => "testcase"), "system-out", "system-err"],
                suite.Elements().Select(element => element.Name.LocalName)
            );
            Assert.Equal(
                ["id", "name", "package", "hostname", "timestamp", "tests", "failures", "errors", "skipped", "time"],
                suite.Attributes().Select(attribute => attribute.Name.LocalName)
            );
            Assert.All(
                new[] { "failure", "error", "skipped" }.Zip(["failures", "errors", "skipped"]),
                pair => Assert.Equal(cases.Count(one => one.Element(pair.First) is not null), (int)suite.Attribute(pair.Second)!)
            );
            Assert.Equal(cases.Count, (int)suite.Attribute("tests")!);
            Assert.True(
                DateTime.TryParseExact(
                    (string)suite.Attribute("timestamp")!,
                    "yyyy-MM-ddTHH:mm:ss",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out _
                )
            );
            Assert.Equal(cases.Count, cases.Select(one => (string)one.Attribute("name")!).Distinct().Count());
            Assert.All(cases, Case);
        }
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void NUnit_keeps_its_schemas_rules(string input)
    {
        var root = XDocument.Parse(ReportInputs.Write("NUnit", input)).Root!;

        Assert.Equal("test-run", root.Name.LocalName);
        Assert.Equal(
            ["filter", .. root.Elements("test-suite").Select(_ => "test-suite")],
            root.Elements().Select(element => element.Name.LocalName)
        );
        Has(root, "name", "fullname", "random-seed");
        var suites = root.Elements("test-suite").ToList();
        var cases = suites.Elements("test-case").ToList();
        Assert.All(suites, suite => Has(suite, "name", "fullname", "runstate", "type"));
        Assert.All(cases, one => Has(one, "name", "fullname", "runstate", "seed"));
        var ids = suites.Concat(cases).Append(root).Select(element => (string)element.Attribute("id")!).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(
            suites.Concat(cases).Append(root),
            element => Assert.True(s_results.Contains((string)element.Attribute("result")!) && (int)element.Attribute("asserts")! == 0)
        );
        Assert.All(suites.Append(root), element => Counts(element, [.. element.Descendants("test-case")]));
        Assert.All(
            cases,
            one =>
                Assert.Contains(
                    string.Join(",", one.Elements().Select(element => element.Name.LocalName)),
                    new[] { "output", "failure,output", "reason,output" }
                )
        );
    }

    [Fact]
    public void What_could_not_be_told_is_skipped_with_its_reason_unless_the_gate_counts_it()
    {
        var junit = XDocument.Parse(ReportInputs.Write("JUnit", "checks"));
        var nunit = XDocument.Parse(ReportInputs.Write("NUnit", "checks"));
        string? Element(string name) =>
            junit
                .Descendants("testcase")
                .Single(one => (string?)one.Attribute("name") == $"check {name}")
                .Elements()
                .SingleOrDefault()
                ?.Name.LocalName;

        Assert.Equal(
            (null, "skipped", "failure", "error"),
            (Element("Passed"), Element("Inconclusive"), Element("Failed"), Element("CouldNotAudit"))
        );
        Assert.Equal("node1 check Inconclusive: node1", (string?)junit.Descendants("skipped").First().Attribute("message"));
        Assert.Equal("2", (string?)nunit.Root!.Attribute("inconclusive"));
    }

    [Theory]
    [InlineData("JUnit")]
    [InlineData("NUnit")]
    public void Xml_says_the_encoding_that_files_are_written_in(string format) =>
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>", ReportInputs.Write(format, "hosts"), StringComparison.Ordinal);

    [Fact]
    public void What_counts_fails_what_could_not_be_told_is_an_error_and_the_rest_is_skipped_with_its_reason()
    {
        var cases = XDocument.Parse(ReportInputs.Write("JUnit", "findings without a row")).Descendants("testcase").ToList();
        string Of(string end) =>
            cases.Single(one => ((string)one.Attribute("name")!).Contains(end, StringComparison.Ordinal)).Elements().Single() is var element
                ? $"{element.Name} {(string)element.Attribute("message")!}"
                : "";

        Assert.Equal("failure node1 Weave EncryptionChannel connection to four: expected encrypted; in clear", Of("to four"));
        Assert.Equal(
            "skipped Warning, fails nothing: node1 Weave EncryptionChannel connection to five: expected encrypted; in clear",
            Of("to five")
        );
        Assert.Equal(
            "skipped Note, fails nothing: node1 Weave EncryptionChannel connection to six: expected encrypted; in clear",
            Of("to six")
        );
        Assert.Equal(
            "skipped waived: known: node1 Weave EncryptionChannel connection to seven: expected encrypted; in clear",
            Of("to seven")
        );
        Assert.Equal("error node1 Weave EncryptionChannel connection to eight: expected encrypted; in clear", Of("to eight"));
        Assert.Equal("error away: expected encrypted; in clear", Of("HostAudited"));
    }

    [Fact]
    public void With_a_gate_its_findings_fail_and_rows_against_the_matrix_do_not()
    {
        Assert.Empty(XDocument.Parse(ReportInputs.Write("JUnit", "nothing found by a gate")).Descendants("failure"));
        Assert.Equal(4, XDocument.Parse(ReportInputs.Write("JUnit", "hostile")).Descendants("failure").Count());
    }

    private static void Case(XElement one)
    {
        Assert.Equal(["name", "classname", "time"], one.Attributes().Select(attribute => attribute.Name.LocalName));
        Assert.True(one.Elements().Count() <= 1);
        Assert.All(one.Elements(), element => Has(element, element.Name.LocalName == "skipped" ? ["message"] : ["message", "type"]));
    }

    private static void Has(XElement element, params string[] names) =>
        Assert.All(
            names,
            name => Assert.False(string.IsNullOrWhiteSpace((string?)element.Attribute(name)), $"{element.Name} has no {name}")
        );

    private static void Counts(XElement element, IReadOnlyCollection<XElement> cases)
    {
        Assert.Equal((cases.Count, cases.Count), ((int)element.Attribute("testcasecount")!, (int)element.Attribute("total")!));
        Assert.All(
            s_results.Zip(["passed", "failed", "warnings", "inconclusive", "skipped"]),
            pair => Assert.Equal(cases.Count(one => (string)one.Attribute("result")! == pair.First), (int)element.Attribute(pair.Second)!)
        );
    }
}
