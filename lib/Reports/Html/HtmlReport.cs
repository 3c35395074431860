namespace NetAudit.Reports;

/// <summary>
/// One file that a browser opens from disk: the rows as JSON, and a page that shows them. It fetches nothing, and runs no script but its
/// own.
/// </summary>
internal sealed class HtmlReport : IReportWriter
{
    public string Format => "Html";

    public IReadOnlyList<string> Endings => [".html", ".htm"];

    public void Write(ReportContent content, TextWriter output)
    {
        var page = HtmlPage.Load();
        output.Write(page.Head);
        HtmlData.Write(content, output);
        output.Write(page.Foot);
    }
}
