using System.Globalization;
using System.Xml;

namespace NetAudit.Reports;

/// <summary>
/// JUnit, valid by both schemas in use, Ant's and Jenkins's: a suite per host, a case per check, row or finding. A check that a gate needs
/// and that could not be made is an error. All else that could not be checked, is waived or only warns is skipped with its reason.
/// </summary>
internal sealed class JUnitReport : IReportWriter
{
    public string Format => "JUnit";

    public IReadOnlyList<string> Endings => [".xml", ".junit.xml"];

    public void Write(ReportContent content, TextWriter output)
    {
        using var writer = XmlReport.Open(output);
        writer.WriteStartElement("testsuites");
        var id = 0;
        foreach (var suite in ReportCases.Create(content).GroupBy(one => one.Host))
        {
            Suite(writer, id++, suite.Key, [.. suite], content.CollectedFrom(suite.Key) ?? DateTime.UtcNow);
        }

        writer.WriteEndElement();
    }

    private static void Suite(XmlWriter writer, int id, string host, IReadOnlyList<ReportCase> cases, DateTime collected)
    {
        var name = host.Length == 0 ? "expectations" : host;
        writer.WriteStartElement("testsuite");
        writer.Attribute("id", id);
        writer.Attribute("name", name);
        writer.Attribute("package", "NetAudit");
        writer.Attribute("hostname", host.Length == 0 ? "localhost" : host);
        writer.Attribute("timestamp", collected.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        writer.Attribute("tests", cases.Count);
        writer.Attribute("failures", cases.Count(one => ElementOf(one) == "failure"));
        writer.Attribute("errors", cases.Count(one => ElementOf(one) == "error"));
        writer.Attribute("skipped", cases.Count(one => ElementOf(one) == "skipped"));
        writer.Attribute("time", "0");
        writer.WriteStartElement("properties");
        writer.WriteStartElement("property");
        writer.Attribute("name", "netaudit.version");
        writer.Attribute("value", typeof(JUnitReport).Assembly.GetName().Version.ToString(3));
        writer.WriteEndElement();
        writer.WriteEndElement();
        foreach (var one in cases)
        {
            Case(writer, one);
        }

        // The schema has no output for a case that passed.
        writer.Text(
            "system-out",
            string.Join("\n", cases.Where(one => ElementOf(one) is null).Select(one => $"{one.Name}: {one.Details}"))
        );
        writer.Text("system-err", "");
        writer.WriteEndElement();
    }

    private static string? ElementOf(ReportCase one) =>
        one.Outcome switch
        {
            CaseOutcome.Failed => "failure",
            CaseOutcome.CouldNotAudit => "error",
            CaseOutcome.Waived or CaseOutcome.Warned or CaseOutcome.Inconclusive => "skipped",
            _ => null,
        };

    private static void Case(XmlWriter writer, ReportCase one)
    {
        writer.WriteStartElement("testcase");
        writer.Attribute("name", one.Name);
        writer.Attribute("classname", $"NetAudit.{(one.Solution.Length == 0 ? "Host" : one.Solution)}");
        writer.Attribute("time", "0");
        if (ElementOf(one) is { } element)
        {
            writer.WriteStartElement(element);
            writer.Attribute("message", one.FullMessage);
            if (element != "skipped")
            {
                writer.Attribute("type", one.Rule);
                writer.WriteString(ReportText.Clean(one.Details));
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }
}
