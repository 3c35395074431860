using NetAudit.Browser.Tests.Support;

namespace NetAudit.Browser.Tests;

/// <summary>Sizes and times of reports on large hosts.</summary>
public sealed class LargeTests(Chromium browser)
{
    private const int MostBytesOf100 = 400_000;
    private const double MostMillisecondsToPaint500 = 1000;

    [Fact]
    public async Task A_report_of_100_containers_is_a_small_file()
    {
        await using var report = await OpenReport.OpenAsync(browser, Report.Of(LargeSwarm.Build(containers: 100, hosts: 3)));

        Assert.InRange(report.Size, 1, MostBytesOf100);
        Assert.NotEqual(0, await report.Page.Locator("svg .box.group").CountAsync());
        await report.PictureAsync("swarm-100");
        report.AssertQuiet();
    }

    [Fact]
    public async Task A_report_of_500_containers_is_soon_on_the_screen_folded_and_can_be_searched()
    {
        await using var report = await OpenReport.OpenAsync(browser, Report.Of(LargeSwarm.Build(containers: 500, hosts: 5)));
        var page = report.Page;
        var painted = await page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
        Assert.InRange(painted, 0, MostMillisecondsToPaint500);
        Assert.Equal(5, await page.Locator("svg .box.folded").CountAsync());
        await report.AssertFitsAsync(360);
        await report.AssertFitsAsync(1440);
        await report.PictureAsync("swarm-500");

        await page.FillAsync("#picture input[type=search]", "service7.3.");
        await page.Locator(".hits button").First.ClickAsync();
        Assert.StartsWith("service7.3.", await page.TextContentAsync(".panel h3"), StringComparison.Ordinal);
        await page.ClickAsync("text=Open hosts");
        Assert.Equal(5, await page.Locator("svg .frame").CountAsync());
        await report.PictureAsync("swarm-500-open");
        report.AssertQuiet();
    }
}
