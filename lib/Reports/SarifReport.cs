using NetAudit.Audit;
using NetAudit.Gate;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace NetAudit.Reports;

/// <summary>
/// SARIF 2.1.0. A host has no source file, so a result stands at a logical location (host, solution, aspect) and at the edition as its artifact.
/// Passed cases are results of kind "pass"; waived ones carry a suppression.
/// </summary>
internal sealed class SarifReport : IReportWriter
{
    /// <summary>What code scanning takes of a run; more are left out, and a notification says so.</summary>
    private const int MostResults = 25_000;

    public string Format => "Sarif";

    public void Write(IReadOnlyList<OverlayFeature> rows, IReadOnlyList<GateFinding>? findings, TextWriter output)
    {
        var cases = ReportCases.Of(rows, findings).OrderBy(one => one.Outcome == CaseOutcome.Passed).ToList();
        var rules = cases.Select(one => one.Rule).Distinct().OrderBy(rule => rule, StringComparer.Ordinal).ToList();
        var edition = rows.Select(row => row.Edition).Distinct().FirstOrDefault() ?? "expectations";
        var invocation = new JObject { ["executionSuccessful"] = true };
        if (cases.Count > MostResults)
        {
            invocation["toolExecutionNotifications"] = new JArray(new JObject { ["level"] = "warning", ["message"] = Message($"{cases.Count - MostResults} results are left out") });
        }

        var run = new JObject
        {
            ["tool"] = new JObject
            {
                ["driver"] = new JObject
                {
                    ["name"] = "NetAudit",
                    ["semanticVersion"] = typeof(SarifReport).Assembly.GetName().Version?.ToString(3),
                    ["rules"] = new JArray(rules.Select(rule => new JObject { ["id"] = rule, ["name"] = rule, ["shortDescription"] = Message(rule) })),
                },
            },
            ["invocations"] = new JArray(invocation),
            ["artifacts"] = new JArray(new JObject { ["location"] = new JObject { ["uri"] = Artifact(edition) } }),
            ["columnKind"] = "utf16CodeUnits",
            ["results"] = new JArray(cases.Take(MostResults).Select(one => Result(one, rules.IndexOf(one.Rule), edition))),
        };
        using var writer = new JsonTextWriter(output) { Formatting = Formatting.Indented, CloseOutput = false };
        new JObject { ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json", ["version"] = "2.1.0", ["runs"] = new JArray(run) }.WriteTo(writer);
    }

    private static JObject Result(ReportCase one, int rule, string edition)
    {
        var place = string.Join("/", new[] { one.Host, one.Solution, one.Rule, one.Subject }.Where(part => part.Length > 0));
        var result = new JObject
        {
            ["ruleId"] = one.Rule,
            ["ruleIndex"] = rule,
            ["kind"] = one.Outcome switch { CaseOutcome.Passed => "pass", CaseOutcome.Inconclusive => "open", _ => "fail" },
            ["level"] = one.Outcome is CaseOutcome.Passed or CaseOutcome.Inconclusive ? "none" : one.Severity switch { nameof(FindingSeverity.Error) => "error", nameof(FindingSeverity.Note) => "note", _ => "warning" },
            ["message"] = Message(one.Message),
            ["locations"] = new JArray(new JObject
            {
                ["physicalLocation"] = new JObject { ["artifactLocation"] = new JObject { ["uri"] = Artifact(edition), ["index"] = 0 }, ["region"] = new JObject { ["startLine"] = 1 } },
                ["logicalLocations"] = new JArray(new JObject { ["fullyQualifiedName"] = ReportText.Line(place), ["kind"] = "resource" }),
            }),
            ["partialFingerprints"] = new JObject { ["netauditCase/v1"] = ReportText.Line(place) },
            ["properties"] = new JObject { ["evidence"] = new JArray(one.Evidence.Select(ReportText.Line)) },
        };
        if (one.Waiver is { } waiver)
        {
            result["suppressions"] = new JArray(new JObject { ["kind"] = "external", ["status"] = "accepted", ["justification"] = ReportText.Line(waiver.Reason) });
        }

        return result;
    }

    private static JObject Message(string text) => new() { ["text"] = ReportText.Line(text) };

    private static string Artifact(string edition) => "editions/" + Uri.EscapeDataString(System.IO.Path.GetFileName(edition.Replace('\\', '/')));
}
