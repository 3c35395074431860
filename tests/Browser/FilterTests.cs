using Microsoft.Playwright;
using NetAudit.Browser.Tests.Support;

namespace NetAudit.Browser.Tests;

/// <summary>Findings and the matrix: filters, evidence on a click, themes and print.</summary>
public sealed class FilterTests(Chromium browser)
{
    [Fact]
    public async Task Findings_are_narrowed_by_severity_and_text()
    {
        await using var report = await OpenReport.OpenAsync(browser, Report.Of("overlay-swarm/sw1"));
        var page = report.Page;
        Assert.Equal(4, await page.Locator(".finding").CountAsync());

        await page.Locator("#findings select").First.SelectOptionAsync("Error");
        Assert.Equal(2, await page.Locator(".finding").CountAsync());
        await page.FillAsync("#findings input", "DUP_unalloc");
        Assert.Equal(["network dup_unalloc"], await page.Locator(".finding dt:text-is('About') + dd").AllTextContentsAsync());
        await page.FillAsync("#findings input", "nothing has this");
        Assert.Equal(0, await page.Locator(".finding").CountAsync());
        report.AssertQuiet();
    }

    [Fact]
    public async Task The_matrix_has_both_editions_and_its_evidence_at_a_click()
    {
        await using var report = await OpenReport.OpenAsync(browser, Report.Of("overlay-swarm/sw1", "weave-sleeve-plain/node1"));
        var page = report.Page;
        Assert.Equal(["Aspect", "DockerOverlay", "Weave"], await page.Locator(".matrix thead th").AllTextContentsAsync());

        var cell = page.Locator(".matrix tbody tr", new() { HasText = "Name Service" }).Locator("button.cell").First;
        Assert.Contains("Outdated", await cell.TextContentAsync(), StringComparison.Ordinal);
        Assert.Contains("Match", await cell.TextContentAsync(), StringComparison.Ordinal);
        await cell.ClickAsync();
        Assert.Equal("true", await cell.GetAttributeAsync("aria-expanded"));
        Assert.NotEmpty(await page.Locator(".details:not([hidden]) .evidence li").AllTextContentsAsync());
        await report.AssertAccessibleAsync();

        await page.Locator("#matrix select").Nth(1).SelectOptionAsync("Weave");
        Assert.Equal(["Aspect", "Weave"], await page.Locator(".matrix thead th").AllTextContentsAsync());
        await page.Locator("#matrix select").Nth(2).SelectOptionAsync("Outdated");
        Assert.All(
            await page.Locator(".matrix .cell").AllTextContentsAsync(),
            text => Assert.Contains("Outdated", text, StringComparison.Ordinal)
        );
        report.AssertQuiet();
    }

    [Fact]
    public async Task The_theme_follows_the_system_until_it_is_switched()
    {
        await using var report = await OpenReport.OpenAsync(browser, Report.Of("overlay-swarm/sw1"));
        var page = report.Page;
        Task<string> Paper() => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        Assert.Equal("rgb(255, 255, 255)", await Paper());

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Equal("rgb(13, 17, 23)", await Paper());
        await report.PictureAsync("swarm-dark");
        await page.ClickAsync("button.theme");
        Assert.Equal("rgb(255, 255, 255)", await Paper());
        report.AssertQuiet();
    }

    [Fact]
    public async Task A_print_has_all_open_in_black_on_white()
    {
        await using var report = await OpenReport.OpenAsync(browser, Report.Of("overlay-swarm/sw1"));
        var page = report.Page;
        await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });

        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.False(await page.Locator("#findings .filters").IsVisibleAsync());
        var pdf = await page.PdfAsync(new() { Format = "A4" });
        Assert.True(pdf.Length > 20_000, $"{pdf.Length} bytes");
        await report.PictureAsync("swarm-print");
        report.AssertQuiet();
    }
}
