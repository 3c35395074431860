using NetAudit.Library.Tests;
using NetAudit.Module.Tests.Support;
using Newtonsoft.Json.Linq;

namespace NetAudit.Module.Tests.Gate;

public sealed class GateCmdletTests : IDisposable
{
    private const string Encrypted = "{ \"version\": 1, \"encryption\": [{ \"solution\": \"Weave\" }], \"waivers\": [] }";

    private readonly TemporaryFolder _folder = new();
    private readonly ModuleSession _session = new();

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    private string Expectation(string text = Encrypted)
    {
        File.WriteAllText(_folder.File("netaudit.json"), text);
        return Repository.Quoted(_folder.File("netaudit.json"));
    }

    [Theory]
    [InlineData("weave-sleeve-encrypted/node1", true)]
    [InlineData("weave-sleeve-plain/node1", false)]
    [InlineData("flannel-vxlan/fl1", false)]
    public void Test_gives_one_boolean_and_what_could_not_be_audited_is_false(string host, bool expected)
    {
        var outcome = _session.Run($"Test-OverlayFeature {Expectation()} -Path {Repository.Host(host)}");

        Assert.Equal(expected, Assert.Single(outcome.Rows<bool>()));
    }

    [Fact]
    public void Assert_is_silent_where_all_is_as_expected()
    {
        var outcome = _session.Run($"Assert-OverlayFeature {Expectation()} -Path {Repository.Host("weave-sleeve-encrypted/node1")}");

        Assert.Empty(outcome.Output);
        Assert.Empty(outcome.Errors);
        Assert.Null(outcome.Thrown);
    }

    [Fact]
    public void Assert_ends_with_one_error_that_counts_and_names_the_first_findings()
    {
        var error = _session.Failure($"Assert-OverlayFeature {Expectation()} -Path {Repository.Host("weave-sleeve-plain/node1")}");

        Assert.Equal("OverlayFindings,NetAudit.PowerShell.AssertOverlayFeatureCommand", error.FullyQualifiedErrorId);
        Assert.StartsWith(
            "2 findings:\n  - node1 Weave EncryptionChannel connection to ",
            error.ErrorDetails.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("it is unencrypted", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.IsType<NetAudit.Gate.GateResult>(error.TargetObject);
    }

    [Theory]
    [InlineData("flannel-vxlan/fl1")]
    [InlineData("flannel-vxlan/nobody")]
    public void What_could_not_be_audited_is_another_error(string host) =>
        Assert.Equal(
            "OverlayCouldNotAudit,NetAudit.PowerShell.AssertOverlayFeatureCommand",
            _session.Failure($"Assert-OverlayFeature {Expectation()} -Path {Repository.Host(host)}").FullyQualifiedErrorId
        );

    [Fact]
    public void One_host_that_can_not_be_read_does_not_hide_behind_another_that_is_as_expected()
    {
        var error = _session.Failure(
            $"Assert-OverlayFeature {Expectation()} -Path {Repository.Host("weave-sleeve-encrypted/node1")}, "
                + $"{Repository.Host("weave-sleeve-encrypted/nobody")}"
        );

        Assert.StartsWith("OverlayCouldNotAudit", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("nobody", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Continue", 1)]
    [InlineData("SilentlyContinue", 0)]
    public void ErrorAction_lets_a_script_go_on(string action, int errors)
    {
        var outcome = _session.Run(
            $"Assert-OverlayFeature {Expectation()} -Path {Repository.Host("weave-sleeve-plain/node1")} -ErrorAction {action}; 'on'"
        );

        Assert.Null(outcome.Thrown);
        Assert.Equal("on", Assert.Single(outcome.Output).ToString());
        Assert.Equal(errors, outcome.Errors.Count);
    }

    [Fact]
    public void A_waived_finding_is_told_as_a_warning_and_given_with_its_reason()
    {
        var expectation = Expectation(
            Encrypted.Replace(
                "[]",
                "[{ \"host\": \"node1\", \"reason\": \"a lab\", \"owner\": \"net team\", \"expires\": \"9999-12-31\" }]",
                StringComparison.Ordinal
            )
        );
        var outcome = _session.Run($"Assert-OverlayFeature {expectation} -Path {Repository.Host("weave-sleeve-plain/node1")} -PassThru");

        Assert.Null(outcome.Thrown);
        Assert.Contains(
            outcome.Warnings,
            warning => warning.StartsWith("Waived until 9999-12-31 (a lab; net team): node1 Weave", StringComparison.Ordinal)
        );
        Assert.All(outcome.Rows<NetAudit.Gate.GateFinding>(), finding => Assert.Equal("a lab", finding.Waiver!.Reason));
        Assert.Empty(
            _session
                .Run(
                    $"Assert-OverlayFeature {expectation} -Path {Repository.Host("weave-sleeve-plain/node1")} -WarningAction "
                        + $"SilentlyContinue"
                )
                .Warnings
        );
    }

    [Fact]
    public void Verbose_tells_how_much_was_checked() =>
        Assert.Contains(
            _session.Run($"Assert-OverlayFeature {Expectation()} -Path {Repository.Host("weave-sleeve-encrypted/node1")} -Verbose").Verbose,
            line => line.Contains("AsExpected after 2 checks on 1 host", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("{ \"version\": 1, \"encrypton\": [] }", "ExpectationInvalid", "did you mean 'encryption'?")]
    [InlineData(null, "ExpectationNotFound", "There is no expectation file")]
    public void A_wrong_expectation_ends_before_any_host_is_read(string? text, string id, string expected)
    {
        var path = text is null ? Repository.Quoted(_folder.File("none.json")) : Expectation(text);
        var error = _session.Failure($"Assert-OverlayFeature {path} -Path {Repository.Host("weave-sleeve-encrypted/node1")}");

        Assert.StartsWith(id, error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_format_that_is_not_there_is_told_before_any_host_is_read() =>
        Assert.StartsWith(
            "ReportFormatUnknown",
            _session
                .Failure(
                    $"Assert-OverlayFeature {Expectation()} -ReportPath {Repository.Quoted(_folder.File("out.txt"))} -ReportFormat Papyrus"
                )
                .FullyQualifiedErrorId,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("weave-sleeve-plain/node1")]
    [InlineData("weave-sleeve-encrypted/node1")]
    public void Reports_are_written_before_the_error_whatever_comes_out(string host)
    {
        var (junit, sarif) = (_folder.File("audit.xml"), _folder.File("audit.sarif"));
        _ = _session.Run(
            $"Assert-OverlayFeature {Expectation()} -Path {Repository.Host(host)} -ReportPath {Repository.Quoted(junit)}, "
                + $"{Repository.Quoted(sarif)}"
        );

        Assert.Contains("<testsuites", File.ReadAllText(junit), StringComparison.Ordinal);
        Assert.Equal("2.1.0", (string?)JObject.Parse(File.ReadAllText(sarif))["version"]);
    }

    [Fact]
    public void A_report_without_a_path_is_given_as_text_for_the_services_log()
    {
        var outcome = _session.Run(
            $"Assert-OverlayFeature {Expectation()} -Path {Repository.Host("weave-sleeve-plain/node1")} -ReportFormat GitHub -ErrorAction "
                + $"SilentlyContinue"
        );

        Assert.Contains(outcome.Output, line => line.ToString().StartsWith("::error title=", StringComparison.Ordinal));
    }

    [Fact]
    public void A_report_that_can_not_be_written_does_not_hide_the_outcome()
    {
        var outcome = _session.Run(
            $"Assert-OverlayFeature {Expectation()} -Path {Repository.Host("weave-sleeve-plain/node1")} -ReportPath "
                + $"{Repository.Quoted(_folder.File("none/audit.xml"))} -ErrorAction Continue"
        );

        Assert.Equal(["ReportNotWritten", "OverlayFindings"], outcome.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
    }

    [Fact]
    public void New_writes_an_expectation_that_the_host_meets_and_the_schema_beside_it()
    {
        var path = Repository.Quoted(_folder.File("made.json"));
        var host = Repository.Host("weave-sleeve-encrypted/node1");

        Assert.Equal(
            _folder.File("made.json"),
            Assert.Single(_session.Run($"New-OverlayExpectation {path} -Path {host}").Rows<FileInfo>()).FullName
        );
        Assert.True(Assert.Single(_session.Run($"Test-OverlayFeature {path} -Path {host}").Rows<bool>()));
        Assert.Equal("NetAudit expectation", (string?)JObject.Parse(File.ReadAllText(_folder.File("netaudit.schema.json")))["title"]);
        Assert.StartsWith(
            "ExpectationExists",
            Assert.Single(_session.Run($"New-OverlayExpectation {path} -Path {host}").Errors).FullyQualifiedErrorId,
            StringComparison.Ordinal
        );
        Assert.Single(_session.Run($"New-OverlayExpectation {path} -Path {host} -Force").Rows<FileInfo>());
    }

    [Fact]
    public void New_says_which_faults_of_today_the_file_waives_and_which_it_does_not_judge()
    {
        var made = Repository.Quoted(_folder.File("made.json"));
        var error = _session.Run($"New-OverlayExpectation {made} -Path {Repository.Host("overlay-swarm/sw1")}");
        var warning = _session.Run($"New-OverlayExpectation {made} -Path {Repository.Host("flannel-stale/fl1")} -Force");

        Assert.Contains(
            "sw1: the file waives this fault for 30 days: NetworkNotAllocated, network dup_unalloc: Network dup_unalloc was created but "
                + "never allocated: no container can join it. To repair: docker network rm dup_unalloc && docker network create "
                + "--driver overlay --attachable --subnet RANGE dup_unalloc # RANGE: overlaps no other network; "
                + "Docker 28 and later accept no IPv6 range",
            error.Warnings
        );
        Assert.Contains(
            "fl1: the file doesn't judge this fault, because it judges Errors only: AgentStopped, agent Flannel: The agent of Flannel "
                + "isn't running, but its network is still set up, with 2 container vNICs: packets to known hosts still cross, but routes "
                + "and peers are no longer updated. To repair: Start the agent again. If Flannel is gone for good, remove its traces.",
            warning.Warnings
        );
    }

    [Fact]
    public void New_writes_nothing_with_WhatIf()
    {
        _session.Run(
            $"New-OverlayExpectation {Repository.Quoted(_folder.File("made.json"))} -Path "
                + $"{Repository.Host("weave-sleeve-encrypted/node1")} -WhatIf"
        );

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData(0, "", "weave-sleeve-encrypted/node1", "weave-sleeve-encrypted/node4")]
    [InlineData(2, "OverlayFindings", "weave-sleeve-encrypted/node1", "weave-sleeve-plain/node1")]
    [InlineData(3, "OverlayCouldNotAudit", "flannel-vxlan/fl1")]
    [InlineData(3, "OverlayCouldNotAudit", "weave-sleeve-encrypted/node1", "nobody/node1")]
    public async Task Netaudit_assert_ends_with_a_code_for_each_outcome(int code, string error, params string[] hosts)
    {
        _ = Expectation();
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
        _ = Expectation("{}");
        var run = await ShellRun.Of([.. words.Select(word => word == "THIS" ? _folder.File("netaudit.json") : word)]);

        Assert.Equal(code, run.ExitCode);
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Netaudit_assert_keeps_its_code_where_ErrorAction_lets_it_go_on()
    {
        _ = Expectation();

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
}
