using NetAudit.Gate;
using NetAudit.Rows;

namespace NetAudit.Reports;

/// <summary>Azure Pipelines' log commands: an issue for each case that failed or could not be told.</summary>
internal sealed class AzureReport : IReportWriter
{
    public string Format => "Azure";

    public IReadOnlyList<string> Endings => [".azure.txt"];

    public void Write(IReadOnlyList<OverlayFeature> rows, IReadOnlyList<GateFinding>? findings, TextWriter output)
    {
        foreach (var one in ReportCases.Of(rows, findings).Where(one => one.NeedsAttention))
        {
            var type = one.Severity == nameof(FindingSeverity.Error) ? "error" : "warning";
            output.Write($"##vso[task.logissue type={type}]{Data(one.Message)}\n");
        }
    }

    private static string Data(string text) => ReportText.Line(text).Replace("%", "%AZP25");
}
