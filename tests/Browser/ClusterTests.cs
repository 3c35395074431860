using Microsoft.Playwright;
using NetAudit.Browser.Tests.Support;

namespace NetAudit.Browser.Tests;

/// <summary>Several hosts in one picture: paths, relays, cuts, folds and search.</summary>
public sealed class ClusterTests(Chromium browser)
{
    private static readonly string[] s_weave = ["weave-sleeve-plain/node1", "weave-sleeve-plain/node2", "weave-sleeve-plain/node3"];

    [Fact]
    public async Task Three_weave_hosts_are_joined_and_the_one_that_was_not_read_is_drawn_as_such()
    {
        await using var report = await OpenReport.OpenAsync(browser, Report.Of(s_weave));
        var page = report.Page;

        Assert.Equal(3, await page.Locator("svg .frame").CountAsync());
        Assert.Equal(["node4"], await page.Locator("svg .box.remote .title").AllTextContentsAsync());
        Assert.Equal(2, await page.Locator(".holder .wire.relayed").CountAsync());
        foreach (var width in new[] { 360, 768, 1440 })
        {
            await report.AssertFitsAsync(width);
        }

        await report.AssertAccessibleAsync();
        await report.PictureAsync("weave-three-hosts");
        report.AssertQuiet();
    }

    [Fact]
    public async Task A_path_between_containers_lists_every_device_and_is_lit()
    {
        await using var report = await OpenReport.OpenAsync(browser, Report.Of(s_weave));
        var page = report.Page;
        await Box(page, "p1").ClickAsync();
        await page.Locator(".path-to select").SelectOptionAsync(new SelectOptionValue { Label = "p2" });

        Assert.Equal(
            ["p1", "ethwe0 in p1 MTU 65535", "vethwl0cb004b0d", "weave on node1 MTU 65535", "eth0 on node1 MTU 1500"],
            (await page.Locator(".path li").AllTextContentsAsync()).Take(5)
        );
        Assert.Equal("p2", await page.Locator(".path li").Last.TextContentAsync());
        Assert.Equal(1, await page.Locator("svg .wire.lit").CountAsync());
        Assert.Contains("has-lit", await page.Locator(".holder svg").GetAttributeAsync("class"), StringComparison.Ordinal);
        await report.PictureAsync("weave-path");
        await page.Locator(".holder svg .box").First.PressAsync("Escape");
        Assert.Equal(0, await page.Locator("svg .lit").CountAsync());
        report.AssertQuiet();
    }

    [Fact]
    public async Task A_swarm_with_a_cut_says_so_above_and_draws_it()
    {
        await using var report = await OpenReport.OpenAsync(
            browser,
            Report.Of("partial-swarm/ps1", "partial-swarm/ps2", "partial-swarm/ps3")
        );
        var page = report.Page;

        Assert.Contains("1 of 3 paths between hosts is cut", await page.TextContentAsync(".summary .verdict"), StringComparison.Ordinal);
        Assert.Equal(1, await page.Locator(".holder .wire.cut").CountAsync());
        await page.Locator("svg .wire-label.cut").ClickAsync();
        Assert.Contains("VxlanPortFiltered", await page.TextContentAsync(".panel"), StringComparison.Ordinal);
        await Box(page, "c1").ClickAsync();
        await page.Locator(".path-to select").SelectOptionAsync(new SelectOptionValue { Label = "c3" });
        Assert.Equal("c1 to c3: cut", await page.TextContentAsync(".path .verdict"));
        await report.AssertAccessibleAsync();
        await report.PictureAsync("swarm-with-a-cut");
        report.AssertQuiet();
    }

    [Fact]
    public async Task Hosts_fold_and_open_and_search_finds_what_is_folded()
    {
        await using var report = await OpenReport.OpenAsync(browser, Report.Of(s_weave));
        var page = report.Page;
        await page.ClickAsync("text=Fold hosts");
        Assert.Equal(3, await page.Locator("svg .box.folded").CountAsync());

        await page.FillAsync("#picture input[type=search]", "10.44.0.1");
        await page.Locator(".hits button").First.ClickAsync();

        Assert.Equal(2, await page.Locator("svg .box.folded").CountAsync());
        Assert.Equal("x1", await page.TextContentAsync(".panel h3"));
        Assert.True(await Box(page, "x1").EvaluateAsync<bool>("box => box.classList.contains('lit')"));
        report.AssertQuiet();
    }

    [Fact]
    public async Task The_picture_is_walked_by_keys()
    {
        await using var report = await OpenReport.OpenAsync(browser, Report.Of(s_weave));
        var page = report.Page;
        await Box(page, "x1").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");

        Assert.Equal(1, await page.Locator(".holder [role=button][tabindex='0']").CountAsync());
        Assert.NotEmpty(await page.TextContentAsync(".panel h3") ?? "");
        report.AssertQuiet();
    }

    private static ILocator Box(IPage page, string name) =>
        page.Locator("svg .box").Filter(new() { Has = page.Locator($".title >> text=/^{name}$/") }).First;
}
