using NetAudit.Audit;
using NetAudit.Gate;

namespace NetAudit.Reports;

/// <summary>NUnit 3: a suite a host, a case a row or finding. What could not be told is Inconclusive; what is waived, Skipped.</summary>
internal sealed class NUnitReport : IReportWriter
{
    public string Format => "NUnit";

    public void Write(IReadOnlyList<OverlayFeature> rows, IReadOnlyList<GateFinding>? findings, TextWriter output)
    {
        var cases = ReportCases.Of(rows, findings);
        using var writer = XmlReport.Open(output);
        writer.WriteStartElement("test-run");
        writer.Attribute("id", 0);
        Counts(writer, cases);
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

    private static void Counts(System.Xml.XmlWriter writer, IReadOnlyList<ReportCase> cases)
    {
        var failed = cases.Count(one => one.Outcome == CaseOutcome.Failed);
        writer.Attribute("testcasecount", cases.Count);
        writer.Attribute("result", failed > 0 ? "Failed" : cases.Count > 0 && cases.All(one => one.Outcome == CaseOutcome.Inconclusive) ? "Inconclusive" : "Passed");
        writer.Attribute("total", cases.Count);
        writer.Attribute("passed", cases.Count(one => one.Outcome == CaseOutcome.Passed));
        writer.Attribute("failed", failed);
        writer.Attribute("inconclusive", cases.Count(one => one.Outcome == CaseOutcome.Inconclusive));
        writer.Attribute("skipped", cases.Count(one => one.Outcome == CaseOutcome.Waived));
        writer.Attribute("asserts", 0);
    }

    private static void Case(System.Xml.XmlWriter writer, ReportCase one, string suite, int id)
    {
        writer.WriteStartElement("test-case");
        writer.Attribute("id", id);
        writer.Attribute("name", one.Name);
        writer.Attribute("fullname", $"NetAudit.{suite}.{one.Name}");
        writer.Attribute("runstate", "Runnable");
        writer.Attribute("result", one.Outcome == CaseOutcome.Waived ? "Skipped" : one.Outcome.ToString());
        writer.Attribute("asserts", 0);
        if (one.Outcome == CaseOutcome.Failed)
        {
            writer.WriteStartElement("failure");
            writer.Text("message", XmlReport.Details(one));
            writer.WriteEndElement();
        }
        else if (one.Outcome is CaseOutcome.Waived or CaseOutcome.Inconclusive)
        {
            writer.WriteStartElement("reason");
            writer.Text("message", one.Waiver is null ? one.Message : $"waived: {one.Waiver.Reason}: {one.Message}");
            writer.WriteEndElement();
        }
        else
        {
            writer.Text("output", XmlReport.Details(one));
        }

        writer.WriteEndElement();
    }
}
