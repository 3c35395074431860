using System.Text.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NetAudit.Reports;

namespace NetAudit.Browser.Tests.Support;

/// <summary>A report that is open in the browser, from disk. Its console messages and requests are kept.</summary>
internal sealed class OpenReport : IAsyncDisposable
{
    private static readonly string s_pictures = Path.Combine(Library.Tests.RecordedHosts.Folder, "..", "..", "artifacts", "screenshots");

    private readonly List<string> _complaints = [];
    private readonly string _file;

    private OpenReport(IPage page, string file) => (Page, _file) = (page, file);

    public IPage Page { get; }

    /// <summary>The file's size in bytes.</summary>
    public long Size => new FileInfo(_file).Length;

    public static async Task<OpenReport> OpenAsync(Chromium browser, ReportContent content, int width = 1440)
    {
        var page = await browser.NewPageAsync(width);
        var file = Path.Combine(Path.GetTempPath(), $"netaudit-{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(file, Report.Html(content), TestContext.Current.CancellationToken);
        var report = new OpenReport(page, file);
        page.Console += (_, message) => report.Note(message.Type is "error" or "warning", $"console: {message.Text}");
        page.PageError += (_, error) => report.Note(true, $"error: {error}");
        page.Dialog += (_, dialog) => report.Note(true, $"dialog: {dialog.Message}");
        page.Request += (_, request) => report.Note(request.Url != new Uri(file).AbsoluteUri, $"fetched: {request.Url}");
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        await page.WaitForSelectorAsync("html[data-ready]");
        return report;
    }

    /// <summary>Checks that the page fetched nothing and reported no error.</summary>
    public void AssertQuiet() => Assert.Empty(_complaints);

    /// <summary>Checks that the page is exactly as wide as its window.</summary>
    public async Task AssertFitsAsync(int width)
    {
        await Page.SetViewportSizeAsync(width, 900);
        Assert.Equal(width, await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    /// <summary>Checks that axe-core finds no accessibility fault.</summary>
    public async Task AssertAccessibleAsync()
    {
        var result = await Page.RunAxe();
        var found = result.Violations.Select(one =>
            $"{one.Id}: {one.Help}: {string.Join(", ", one.Nodes.Take(3).Select(node => node.Html))}"
        );
        Assert.Empty(found);
    }

    public async Task PictureAsync(string name) =>
        await Page.ScreenshotAsync(new() { Path = Path.Combine(s_pictures, name.Replace('/', '-') + ".png"), FullPage = true });

    /// <summary>The data as a script reads it back.</summary>
    public async Task<JsonElement> DataAsync() =>
        JsonDocument.Parse(await Page.Locator("#netaudit-data").TextContentAsync() ?? "").RootElement;

    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        File.Delete(_file);
    }

    private void Note(bool isComplaint, string text)
    {
        if (isComplaint)
        {
            _complaints.Add(text);
        }
    }
}
