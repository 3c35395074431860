using NetAudit.Browser.Tests.Support;
using NetAudit.Library.Tests;
using NetAudit.Snapshots;

namespace NetAudit.Browser.Tests;

/// <summary>Names from hosts are untrusted.</summary>
public sealed class HostileTests(Chromium browser)
{
    public static TheoryData<string, string> Names =>
        [
            ("<script>alert(1)</script>", "<script>alert(1)</script>"),
            ("</script><script>alert(1)</script><!--", "</script><script>alert(1)"),
            ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
            ("\"' onclick=alert(1) x='", "\"' onclick=alert(1) x='"),
            ("a\u202Egnp.exe\u2066b", @"a\u202Egnp.exe\u2066b"),
            ("${alert(1)}`\\u003c", "${alert(1)}`\\u003c"),
            ("\uD83D\0\u0007\u001b[2J", @"\uD83D\u0000\u0007\u001B[2J"),
            (new string('w', 64 * 1024), new string('w', 20)),
        ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_name_stays_text(string name, string shown)
    {
        await using var report = await OpenReport.OpenAsync(browser, Report.Of([Host(name)]));
        var page = report.Page;
        await page.Locator("svg .box").First.ClickAsync();
        await report.AssertFitsAsync(360);
        await report.AssertFitsAsync(1440);

        Assert.Equal(2, await page.Locator("script").CountAsync());
        Assert.Equal(0, await page.Locator("img, iframe, object, embed, [onclick], [onerror]").CountAsync());
        var text = await page.EvaluateAsync<string>("document.getElementById('report').textContent");
        Assert.DoesNotContain("\u202E", text, StringComparison.Ordinal);
        Assert.Contains(shown, text, StringComparison.Ordinal);
        report.AssertQuiet();
    }

    [Fact]
    public async Task A_script_that_gets_into_the_page_all_the_same_does_not_run()
    {
        await using var report = await OpenReport.OpenAsync(browser, Report.Of("plain-docker-bridge-only/sx1"));
        var ran = await report.Page.EvaluateAsync<bool>(
            """
            () => {
                const script = document.createElement('script');
                script.textContent = 'window.ran = true';
                document.body.append(script);
                return Boolean(window.ran);
            }
            """
        );

        Assert.False(ran);
    }

    private static HostSnapshot Host(string name)
    {
        var host = RecordedHosts.Read("overlay-swarm/sw1");
        var links = host.HostNamespace!.Links!;
        return host with
        {
            Host = name,
            Containers = [.. host.Containers!.Select((one, at) => at < 3 ? one with { Name = name } : one)],
            Networks = [.. host.Networks!.Select(one => one.Name == "dup_unalloc" ? one with { Name = name } : one)],
            HostNamespace = host.HostNamespace with
            {
                Links = [.. links.Select(link => link.Name == "mybr0" ? link with { Name = name } : link)],
            },
        };
    }
}
