using NetAudit.Library.Tests;
using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests.Gate;

/// <summary>netaudit assert and its exit codes.</summary>
public sealed class AssertVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, "", "weave-sleeve-encrypted/node1", "weave-sleeve-encrypted/node4")]
    [InlineData(2, "OverlayFindings", "weave-sleeve-encrypted/node1", "weave-sleeve-plain/node1")]
    [InlineData(3, "OverlayCouldNotAudit", "flannel-vxlan/fl1")]
    [InlineData(3, "OverlayCouldNotAudit", "weave-sleeve-encrypted/node1", "nobody/node1")]
    public async Task Netaudit_assert_ends_with_a_code_for_each_outcome(int code, string error, params string[] hosts)
    {
        _ = _folder.Expectation();
        var run = await ShellRun.Of(["assert", _folder.File("netaudit.json"), "-Path", .. hosts.Select(RecordedHosts.PathOf)]);

        Assert.Equal((code, ""), (run.ExitCode, run.Out));
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, "ExpectationNotFound", "assert", "/nowhere/netaudit.json")]
    [InlineData(3, "ExpectationInvalid", "assert", "THIS")]
    [InlineData(64, "Expectatin", "assert", "-Expectatin", "x")]
    public async Task Netaudit_assert_tells_a_file_that_is_not_there_from_a_line_that_is_wrong(
        int code,
        string error,
        params string[] words
    )
    {
        _ = _folder.Expectation("{}");
        var run = await ShellRun.Of([.. words.Select(word => word == "THIS" ? _folder.File("netaudit.json") : word)]);

        Assert.Equal(code, run.ExitCode);
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Netaudit_assert_keeps_its_code_where_ErrorAction_lets_it_go_on()
    {
        _ = _folder.Expectation();

        Assert.Equal(
            2,
            (
                await ShellRun.Of(
                    "assert",
                    _folder.File("netaudit.json"),
                    "-Path",
                    RecordedHosts.PathOf("weave-sleeve-plain/node1"),
                    "-ErrorAction",
                    "Continue"
                )
            ).ExitCode
        );
    }

    [Fact]
    public async Task Netaudit_assert_does_not_pass_where_no_entry_is_for_a_host_that_was_given()
    {
        _ = _folder.Expectation("{ \"version\": 1, \"findings\": [{ \"hosts\": [\"prod-*\"] }] }");
        var run = await ShellRun.Of(
            "assert",
            _folder.File("netaudit.json"),
            "-Path",
            RecordedHosts.PathOf("weave-sleeve-plain/node1"),
            RecordedHosts.PathOf("flannel-vxlan/fl1")
        );

        Assert.Equal((3, ""), (run.ExitCode, run.Out));
        Assert.Contains("its entries are for hosts 'prod-*'; given: node1, fl1", run.Error, StringComparison.Ordinal);
        Assert.Contains("Give the hosts that the file is for, or correct \"hosts\" in the file.", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Run as root", run.Error, StringComparison.Ordinal);
    }
}
