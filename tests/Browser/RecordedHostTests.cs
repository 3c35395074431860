using NetAudit.Browser.Tests.Support;
using NetAudit.Library.Tests;

namespace NetAudit.Browser.Tests;

/// <summary>The report of each kind of recorded host.</summary>
public sealed class RecordedHostTests(Chromium browser)
{
    /// <summary>The first host of each recording.</summary>
    public static TheoryData<string> Kinds =>
        [.. RecordedHosts.Names.GroupBy(name => name.Split('/')[0]).Select(recording => recording.First())];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_report_fetches_nothing_says_nothing_on_the_console_and_fits_any_window(string name)
    {
        await using var report = await OpenReport.OpenAsync(browser, Report.Of(name));

        foreach (var width in new[] { 360, 768, 1440 })
        {
            await report.AssertFitsAsync(width);
        }

        await report.PictureAsync(name);
        report.AssertQuiet();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_report_keeps_nobody_from_reading_it(string name)
    {
        await using var report = await OpenReport.OpenAsync(browser, Report.Of(name));

        await report.AssertAccessibleAsync();
        await report.Page.ClickAsync("button.theme");
        await report.AssertAccessibleAsync();
        report.AssertQuiet();
    }

    [Fact]
    public async Task The_rows_of_a_page_can_be_read_back()
    {
        var content = Report.Of("overlay-swarm/sw1");
        await using var report = await OpenReport.OpenAsync(browser, content);
        var data = await report.DataAsync();

        Assert.Equal("netaudit-html", data.GetProperty("format").GetString());
        Assert.Equal(content.Features.Count, data.GetProperty("rows").GetArrayLength());
        Assert.Equal(content.Topology!.Nodes.Count, data.GetProperty("topology").GetProperty("Nodes").GetArrayLength());
    }

    [Fact]
    public async Task A_report_of_nothing_says_so()
    {
        await using var report = await OpenReport.OpenAsync(browser, new());

        Assert.Contains("No finding", await report.Page.TextContentAsync("#findings"), StringComparison.Ordinal);
        Assert.Contains("No topology was given", await report.Page.TextContentAsync("#picture"), StringComparison.Ordinal);
        report.AssertQuiet();
    }
}
