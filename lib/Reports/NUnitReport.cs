using System.Xml;

namespace NetAudit.Reports;

/// <summary>
/// NUnit 3: a suite per host, a case per row or finding. What could not be checked is Inconclusive; what is waived, Skipped.
/// </summary>
internal sealed class NUnitReport : IReportWriter
{
    private static readonly CaseOutcome[] s_gravestFirst =
    [
        CaseOutcome.Failed,
        CaseOutcome.CouldNotAudit,
        CaseOutcome.Warned,
        CaseOutcome.Passed,
        CaseOutcome.Inconclusive,
        CaseOutcome.Waived,
    ];

    public string Format => "NUnit";

    public IReadOnlyList<string> Endings => [".nunit.xml"];

    public void Write(ReportContent content, TextWriter output)
    {
        var cases = ReportCases.Create(content);
        using var writer = XmlReport.Open(output);
        writer.WriteStartElement("test-run");
        writer.Attribute("id", 0);
        writer.Attribute("name", "NetAudit");
        writer.Attribute("fullname", "NetAudit");
        Counts(writer, cases);
        writer.Attribute("random-seed", 0);
        writer.WriteStartElement("filter");
        writer.WriteEndElement();
        var id = 1;
        foreach (var suite in cases.GroupBy(one => one.Host))
        {
            var name = suite.Key.Length == 0 ? "expectations" : suite.Key;
            writer.WriteStartElement("test-suite");
            writer.Attribute("type", "TestSuite");
            writer.Attribute("id", id++);
            writer.Attribute("name", name);
            writer.Attribute("fullname", $"NetAudit.{name}");
            writer.Attribute("runstate", "Runnable");
            Counts(writer, [.. suite]);
            foreach (var one in suite)
            {
                Case(writer, one, name, id++);
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static void Counts(XmlWriter writer, IReadOnlyList<ReportCase> cases)
    {
        int Count(CaseOutcome outcome) => cases.Count(one => one.Outcome == outcome);
        writer.Attribute("testcasecount", cases.Count);
        writer.Attribute("result", s_gravestFirst.Where(outcome => Count(outcome) > 0).Select(Result).DefaultIfEmpty("Passed").First());
        writer.Attribute("total", cases.Count);
        writer.Attribute("passed", Count(CaseOutcome.Passed));
        writer.Attribute("failed", Count(CaseOutcome.Failed));
        writer.Attribute("warnings", Count(CaseOutcome.Warned));
        writer.Attribute("inconclusive", Count(CaseOutcome.Inconclusive) + Count(CaseOutcome.CouldNotAudit));
        writer.Attribute("skipped", Count(CaseOutcome.Waived));
        writer.Attribute("asserts", 0);
    }

    private static string Result(CaseOutcome outcome) =>
        outcome switch
        {
            CaseOutcome.Waived => "Skipped",
            CaseOutcome.Warned => "Warning",
            CaseOutcome.CouldNotAudit => "Inconclusive",
            _ => outcome.ToString(),
        };

    private static void Case(XmlWriter writer, ReportCase one, string suite, int id)
    {
        writer.WriteStartElement("test-case");
        writer.Attribute("id", id);
        writer.Attribute("name", one.Name);
        writer.Attribute("fullname", $"NetAudit.{suite}.{one.Name}");
        writer.Attribute("runstate", "Runnable");
        writer.Attribute("seed", 0);
        writer.Attribute("result", Result(one.Outcome));
        writer.Attribute("asserts", 0);
        if (one.Outcome != CaseOutcome.Passed)
        {
            writer.WriteStartElement(one.Outcome == CaseOutcome.Failed ? "failure" : "reason");
            writer.Text("message", one.FullMessage);
            writer.WriteEndElement();
        }

        writer.Text("output", one.Details);
        writer.WriteEndElement();
    }
}
