using NetAudit.Audit;
using NetAudit.Gate;

namespace NetAudit.Reports;

/// <summary>JUnit: a suite a host, a case a row or finding. What could not be told is an error; what is waived, skipped.</summary>
internal sealed class JUnitReport : IReportWriter
{
    public string Format => "JUnit";

    public void Write(IReadOnlyList<OverlayFeature> rows, IReadOnlyList<GateFinding>? findings, TextWriter output)
    {
        var cases = ReportCases.Of(rows, findings);
        using var writer = XmlReport.Open(output);
        writer.WriteStartElement("testsuites");
        writer.Attribute("name", "NetAudit");
        Counts(writer, cases);
        foreach (var suite in cases.GroupBy(one => one.Host))
        {
            writer.WriteStartElement("testsuite");
            writer.Attribute("name", suite.Key.Length == 0 ? "expectations" : suite.Key);
            Counts(writer, [.. suite]);
            writer.Attribute("skipped", suite.Count(one => one.Outcome == CaseOutcome.Waived));
            foreach (var one in suite)
            {
                Case(writer, one);
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static void Counts(System.Xml.XmlWriter writer, IReadOnlyList<ReportCase> cases)
    {
        writer.Attribute("tests", cases.Count);
        writer.Attribute("failures", cases.Count(one => one.Outcome == CaseOutcome.Failed));
        writer.Attribute("errors", cases.Count(one => one.Outcome == CaseOutcome.Inconclusive));
        writer.Attribute("time", "0");
    }

    private static void Case(System.Xml.XmlWriter writer, ReportCase one)
    {
        writer.WriteStartElement("testcase");
        writer.Attribute("name", one.Name);
        writer.Attribute("classname", $"NetAudit.{(one.Solution.Length == 0 ? "Host" : one.Solution)}");
        writer.Attribute("time", "0");
        var element = one.Outcome switch { CaseOutcome.Failed => "failure", CaseOutcome.Inconclusive => "error", CaseOutcome.Waived => "skipped", _ => null };
        if (element is not null)
        {
            writer.WriteStartElement(element);
            writer.Attribute("message", one.Waiver is null ? one.Message : $"waived: {one.Waiver.Reason}: {one.Message}");
            if (element != "skipped")
            {
                writer.Attribute("type", one.Rule);
                writer.WriteString(ReportText.Clean(XmlReport.Details(one)));
            }

            writer.WriteEndElement();
        }
        else
        {
            writer.Text("system-out", XmlReport.Details(one));
        }

        writer.WriteEndElement();
    }
}
