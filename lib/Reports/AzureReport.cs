using NetAudit.Gate;

namespace NetAudit.Reports;

/// <summary>Azure Pipelines' logging commands: an issue for each case that failed or could not be checked.</summary>
internal sealed class AzureReport : IReportWriter
{
    public string Format => "Azure";

    public IReadOnlyList<string> Endings => [".azure.txt"];

    public void Write(ReportContent content, TextWriter output)
    {
        foreach (var one in ReportCases.Create(content).Where(one => one.NeedsAttention))
        {
            var type = one.Severity == FindingSeverity.Error ? "error" : "warning";
            output.Write($"##vso[task.logissue type={type}]{Data(one.Message)}\n");
        }
    }

    private static string Data(string text) => ReportText.Line(text).Replace("%", "%AZP25");
}
