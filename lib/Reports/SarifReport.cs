using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NetAudit.Gate;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace NetAudit.Reports;

/// <summary>
/// SARIF 2.1.0. A host has no source file. So a result has a logical location: host, solution and subject. Its artifact is the line of the
/// expectation file that it violates; without a gate it is the edition, or the host. Passed cases are left out: code scanning shows every
/// result as a problem. Waived cases carry a suppression.
/// </summary>
internal sealed class SarifReport : IReportWriter
{
    /// <summary>Code scanning's limit for a run. The worst come first; the rest is left out, and a notification reports that.</summary>
    private const int MostResults = 25_000;

    public string Format => "Sarif";

    public IReadOnlyList<string> Endings => [".sarif", ".sarif.json"];

    public void Write(ReportContent content, TextWriter output)
    {
        var cases = ReportCases
            .Create(content)
            .Where(one => one.Outcome != CaseOutcome.Passed && !(content.Checks.Count > 0 && one.Outcome == CaseOutcome.Inconclusive))
            .OrderBy(one => one.Outcome)
            .ToList();
        var rules = ReportRule.Find(cases.Select(one => one.Rule).Distinct().OrderBy(rule => rule, StringComparer.Ordinal));
        var ids = rules.Select(rule => rule.Id).ToList();
        var artifacts = cases.Select(one => SarifArtifact.UriOf(one, content)).Distinct().ToList();
        var run = new JObject
        {
            ["tool"] = new JObject
            {
                ["driver"] = new JObject
                {
                    ["name"] = "NetAudit",
                    ["semanticVersion"] = typeof(SarifReport).Assembly.GetName().Version.ToString(3),
                    ["rules"] = new JArray(rules.Select(Rule)),
                },
            },
            ["automationDetails"] = new JObject { ["id"] = "netaudit/" },
            ["invocations"] = new JArray(Invocation(cases)),
            ["artifacts"] = new JArray(artifacts.Select(uri => new JObject { ["location"] = new JObject { ["uri"] = uri } })),
            ["columnKind"] = "utf16CodeUnits",
            ["results"] = new JArray(
                cases.Take(MostResults).Select(one => Result(one, ids.IndexOf(one.Rule), Place(one, content, artifacts)))
            ),
        };

        // The specification requires suppressions on all results or on none.
        if (cases.Any(one => one.Waiver is not null))
        {
            foreach (var (one, result) in cases.Zip(run["results"]!, (one, result) => (one, result)))
            {
                result["suppressions"] = one.Waiver is { } waiver
                    ? new JArray(
                        new JObject
                        {
                            ["kind"] = "external",
                            ["status"] = "accepted",
                            ["justification"] = ReportText.Line(waiver.Reason),
                        }
                    )
                    : [];
            }
        }

        using var writer = new JsonTextWriter(output) { Formatting = Formatting.Indented, CloseOutput = false };
        new JObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JArray(run),
        }.WriteTo(writer);
    }

    private static JObject Rule(ReportRule rule)
    {
        var json = new JObject
        {
            ["id"] = ReportText.Line(rule.Id),
            ["shortDescription"] = Message(rule.Title),
            ["fullDescription"] = Message(rule.Meaning),
            ["help"] = Message(rule.Help),
            ["defaultConfiguration"] = new JObject { ["level"] = "warning" },
            ["properties"] = new JObject { ["tags"] = new JArray("network", "container") },
        };
        if (rule.Page is { } page)
        {
            json["helpUri"] = SarifArtifact.HelpUriOf(page);
            json["help"]!["markdown"] = ReportText.Clean(page.Markdown);
        }

        return json;
    }

    private static JObject Invocation(IReadOnlyCollection<ReportCase> cases)
    {
        var unread = cases
            .Where(one => one is { Rule: nameof(GateRule.HostAudited), Outcome: CaseOutcome.CouldNotAudit })
            .Select(one => Notification("error", one.Message))
            .ToList();
        var left = cases.Count - MostResults;
        var notifications =
            left > 0 ? [.. unread, Notification("warning", $"{left} results are left out: a run has {MostResults} at most")] : unread;
        return new() { ["executionSuccessful"] = unread.Count == 0, ["toolExecutionNotifications"] = new JArray(notifications) };
    }

    private static JObject Notification(string level, string text) => new() { ["level"] = level, ["message"] = Message(text) };

    private static JObject Result(ReportCase one, int rule, JObject place)
    {
        var name = ReportText.Line(one.Host.Length == 0 ? one.Name : $"{one.Host}/{one.Name}");
        return new()
        {
            ["ruleId"] = ReportText.Line(one.Rule),
            ["ruleIndex"] = rule,
            ["kind"] = one.IsOpen ? "open" : "fail",
            ["level"] = LevelOf(one),
            ["message"] = Message(one.Remediation.Length == 0 ? one.Message : $"{one.Message} To repair: {one.Remediation}"),
            ["locations"] = new JArray(
                new JObject
                {
                    ["physicalLocation"] = place,
                    ["logicalLocations"] = new JArray(new JObject { ["fullyQualifiedName"] = name, ["kind"] = "resource" }),
                }
            ),

            // Without it, code scanning takes all results of a rule at one line for a single one.
            ["partialFingerprints"] = new JObject { ["primaryLocationLineHash"] = $"{Hash(name + "/" + one.Edition)}:1" },
            ["properties"] = new JObject { ["evidence"] = new JArray(one.Evidence.Select(ReportText.Line)) },
        };
    }

    /// <summary>
    /// A result's place: the line of the expectation file that it violates; if there is none, the artifact in place of a source file.
    /// </summary>
    private static JObject Place(ReportCase one, ReportContent content, List<string> artifacts)
    {
        var uri = SarifArtifact.UriOf(one, content);
        return new JObject
        {
            ["artifactLocation"] = new JObject { ["uri"] = uri, ["index"] = artifacts.IndexOf(uri) },
            ["region"] = new JObject { ["startLine"] = Math.Max(one.Line, 1) },
        };
    }

    private static string LevelOf(ReportCase one) =>
        one.IsOpen
            ? "none"
            : one.Severity switch
            {
                FindingSeverity.Error => "error",
                FindingSeverity.Note => "note",
                _ => "warning",
            };

    private static JObject Message(string text) => new() { ["text"] = ReportText.Line(text) };

    private static string Hash(string text)
    {
        using var sha = SHA256.Create();
        return string.Concat(
            sha.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(8).Select(part => part.ToString("x2", CultureInfo.InvariantCulture))
        );
    }
}
