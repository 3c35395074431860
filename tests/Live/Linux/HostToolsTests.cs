using System.Diagnostics;
using NetAudit.Collection.Linux.Tools;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Linux;

public sealed class HostToolsTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public HostToolsTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux");

    [Fact]
    public async Task A_tool_runs_in_the_namespace_that_it_is_told()
    {
        Assert.SkipWhen(TemporaryNamespace.WhyNot() is not null, TemporaryNamespace.WhyNot() ?? "");
        Assert.SkipWhen(HostTools.Find("iptables-save") is null, "needs iptables");
        await using var inside = await TemporaryNamespace.CreateAsync("netaudit-lxtools");
        await inside.ExecuteAsync("iptables -N NETAUDIT-HERE");

        var printed = HostTools.Run(
            HostTools.Find("iptables-save")!,
            "",
            inside.Path,
            Limit,
            100_000,
            TestContext.Current.CancellationToken
        );

        Assert.Null(printed.Problem);
        Assert.Contains("NETAUDIT-HERE", printed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("NETAUDIT-HERE", Run("iptables-save").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tool_that_hangs_is_ended_at_its_limit()
    {
        var clock = Stopwatch.StartNew();
        var outcome = Run("sleep", "987.5", TimeSpan.FromSeconds(1));

        Assert.Null(outcome.Output);
        Assert.Equal("sleep did not end within 1 s", outcome.Problem);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(4));
        Assert.False(IsRunning("sleep\0987.5\0"));
    }

    [Fact]
    public async Task A_tool_is_ended_when_the_collection_is()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var run = Task.Run(
            () => HostTools.Run(HostTools.Find("sleep")!, "986.5", null, TimeSpan.FromMinutes(1), 1000, cancellation.Token),
            TestContext.Current.CancellationToken
        );
        await Task.Delay(300, TestContext.Current.CancellationToken);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.False(IsRunning("sleep\0986.5\0"));
    }

    [Fact]
    public void A_tool_that_prints_without_end_is_ended()
    {
        var outcome = Run("yes", "netaudit-yes");

        Assert.Equal("what yes prints is larger than 97 KiB", outcome.Problem);
        Assert.False(IsRunning("yes\0netaudit-yes\0"));
    }

    [Fact]
    public void A_tool_is_given_no_environment() => Assert.Equal("", Run("env").Output);

    [Fact]
    public void A_tools_failure_is_told_in_its_own_words()
    {
        var outcome = Run("ls", "/netaudit-nowhere");

        Assert.Null(outcome.Output);
        Assert.StartsWith("ls ended with 2: ", outcome.Problem, StringComparison.Ordinal);
        Assert.Contains("/netaudit-nowhere", outcome.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tool_that_is_not_installed_is_not_found() => Assert.Null(HostTools.Find("netaudit-no-such-tool"));

    private static ToolOutcome Run(string name, string arguments = "", TimeSpan? limit = null) =>
        HostTools.Run(HostTools.Find(name)!, arguments, null, limit ?? Limit, 100_000, TestContext.Current.CancellationToken);

    // A killed process is gone from /proc, or a zombie without a command line.
    private static bool IsRunning(string commandLine)
    {
        for (var round = 0; round < 20; round++)
        {
            if (!Directory.EnumerateDirectories("/proc").Any(Is))
            {
                return false;
            }

            Thread.Sleep(50);
        }

        return true;

        bool Is(string process)
        {
            try
            {
                return File.ReadAllText(process + "/cmdline").EndsWith(commandLine, StringComparison.Ordinal);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }
}
