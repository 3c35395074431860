using NetAudit.Gate;
using NetAudit.Reports;
using Newtonsoft.Json.Linq;

namespace NetAudit.Library.Tests.Reports;

/// <summary>SARIF by the rules of its schema, its specification and code scanning.</summary>
public sealed class SarifReportTests
{
    public static TheoryData<string> Inputs => ReportInputs.Names;

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Sarif_keeps_the_rules(string input)
    {
        var log = JObject.Parse(ReportInputs.Write("Sarif", input));
        var run = Assert.Single(log["runs"]!);
        var driver = run["tool"]!["driver"]!;
        var artifacts = run["artifacts"]!.Select(artifact => (string)artifact["location"]!["uri"]!).ToList();

        Assert.Equal(("2.1.0", "https://json.schemastore.org/sarif-2.1.0.json"), ((string?)log["version"], (string?)log["$schema"]));
        Assert.Equal("NetAudit", driver["name"]);
        Assert.Equal(JTokenType.Boolean, run["invocations"]![0]!["executionSuccessful"]!.Type);
        Unique(driver["rules"]!.Select(rule => (string)rule["id"]!));
        Unique(artifacts);
        Assert.All(
            driver["rules"]!,
            rule =>
            {
                Assert.All(new[] { "shortDescription", "fullDescription", "help" }, text => Assert.NotEmpty((string)rule[text]!["text"]!));
                Assert.InRange(rule["properties"]!["tags"]!.Count(), 1, 10);
            }
        );
        Assert.All(
            artifacts,
            uri => Assert.True(Uri.IsWellFormedUriString(uri, UriKind.Relative) && uri.Count(character => character == '/') == 1, uri)
        );
        Unique(run["results"]!.Select(result => (string)result["partialFingerprints"]!["primaryLocationLineHash"]!));
        Assert.All(run["results"]!, result => Result(result, driver["rules"]!, artifacts));
        Assert.InRange(
            run["results"]!.Count(result => result["suppressions"] is null),
            0,
            run["results"]!.Any(result => result["suppressions"] is not null) ? 0 : int.MaxValue
        );
    }

    [Fact]
    public void A_result_points_at_the_line_of_the_expectation_file_and_its_rule_at_the_page()
    {
        var run = JObject.Parse(ReportInputs.Write("Sarif", "checks"))["runs"]![0]!;
        var place = run["results"]![0]!["locations"]![0]!["physicalLocation"]!;
        var rule = JObject.Parse(ReportInputs.Write("Sarif", "troubles"))["runs"]![0]!["tool"]!["driver"]!["rules"]!.Single(one =>
            (string?)one["id"] == "NetworkNotAllocated"
        );

        Assert.Equal(("audit/netaudit.json", 3), ((string?)place["artifactLocation"]!["uri"], (int)place["region"]!["startLine"]!));
        Assert.Equal("https://netaudit.invalid/docs/findings/NetworkNotAllocated.md", (string?)rule["helpUri"]);
        Assert.True(Uri.IsWellFormedUriString((string?)rule["helpUri"], UriKind.Absolute));
        Assert.Contains("## How to repair", (string?)rule["help"]!["markdown"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_has_the_meaning_that_the_edition_gives()
    {
        var rule = Assert.Single(
            JObject.Parse(ReportInputs.Write("Sarif", [ReportInputs.Row("h")]))["runs"]![0]!["tool"]!["driver"]!["rules"]!
        );

        var aspect = NetAudit.Matrix.Editions.Load("blog-2015").Aspects.Single(one => one.Id == "NameService");
        Assert.Equal(
            (aspect.Title, aspect.Meaning),
            ((string)rule["shortDescription"]!["text"]!, (string)rule["fullDescription"]!["text"]!)
        );
    }

    [Fact]
    public void Code_scanning_shows_every_result_as_a_problem_so_what_passed_is_none() =>
        Assert.Empty(JObject.Parse(ReportInputs.Write("Sarif", "nothing found by a gate"))["runs"]![0]!["results"]!);

    [Fact]
    public void Waived_findings_are_suppressed_and_a_host_that_was_not_read_is_told_of_the_run()
    {
        var run = JObject.Parse(ReportInputs.Write("Sarif", "findings"))["runs"]![0]!;

        var suppressed = Assert.Single(run["results"]!, result => result["suppressions"]!.Any());
        Assert.Equal(
            ("external", "accepted", "known"),
            (
                (string?)suppressed["suppressions"]![0]!["kind"],
                (string?)suppressed["suppressions"]![0]!["status"],
                (string?)suppressed["suppressions"]![0]!["justification"]
            )
        );
        Assert.False((bool)run["invocations"]![0]!["executionSuccessful"]!);
        Assert.Equal(
            "away: expected encrypted; in clear",
            (string)Assert.Single(run["invocations"]![0]!["toolExecutionNotifications"]!)["message"]!["text"]!
        );
    }

    [Fact]
    public void More_results_than_a_run_may_have_are_left_out_and_told()
    {
        using var text = new StringWriter();
        ReportWriters
            .Find("Sarif", _ => null)!
            .Write(
                new ReportContent
                {
                    Gate =
                    [
                        .. Enumerable
                            .Range(0, 25_010)
                            .Select(i =>
                                ReportInputs.Finding($"connection {i}", i < 25_005 ? FindingSeverity.Warning : FindingSeverity.Error)
                            ),
                    ],
                },
                text
            );
        var run = JObject.Parse(text.ToString())["runs"]![0]!;

        Assert.Equal(25_000, run["results"]!.Count());
        Assert.Equal("error", (string)run["results"]![4]!["level"]!);
        Assert.Equal(
            "10 results are left out: a run has 25000 at most",
            (string)Assert.Single(run["invocations"]![0]!["toolExecutionNotifications"]!)["message"]!["text"]!
        );
    }

    private static void Result(JToken result, JToken rules, List<string> artifacts)
    {
        Assert.Equal((string)result["ruleId"]!, (string)rules[(int)result["ruleIndex"]!]!["id"]!);
        Assert.Contains((string)result["level"]!, (string)result["kind"]! == "open" ? ["none"] : new[] { "note", "warning", "error" });
        Assert.Contains((string)result["kind"]!, new[] { "open", "fail" });
        Assert.NotEmpty((string)result["message"]!["text"]!);
        var place = Assert.Single(result["locations"]!);
        var artifact = place["physicalLocation"]!["artifactLocation"]!;
        Assert.Equal((string)artifact["uri"]!, artifacts[(int)artifact["index"]!]);
        Assert.NotEmpty((string)Assert.Single(place["logicalLocations"]!)["fullyQualifiedName"]!);
    }

    private static void Unique(IEnumerable<string> values)
    {
        var all = values.ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
    }
}
