using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests.Gate;

/// <summary>Test-OverlayFeature and Assert-OverlayFeature.</summary>
public sealed class GateCmdletTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleSession _session = new();

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("weave-sleeve-encrypted/node1", true)]
    [InlineData("weave-sleeve-plain/node1", false)]
    [InlineData("flannel-vxlan/fl1", false)]
    public void Test_gives_one_boolean_and_what_could_not_be_audited_is_false(string host, bool expected)
    {
        var outcome = _session.Run($"Test-OverlayFeature {_folder.Expectation()} -Path {Repository.Host(host)}");

        Assert.Equal(expected, Assert.Single(outcome.Rows<bool>()));
    }

    [Fact]
    public void Assert_is_silent_where_all_is_as_expected()
    {
        var outcome = _session.Run(
            $"Assert-OverlayFeature {_folder.Expectation()} -Path {Repository.Host("weave-sleeve-encrypted/node1")}"
        );

        Assert.Empty(outcome.Output);
        Assert.Empty(outcome.Errors);
        Assert.Null(outcome.Thrown);
    }

    [Fact]
    public void Assert_ends_with_one_error_that_counts_and_names_the_first_findings()
    {
        var error = _session.Failure($"Assert-OverlayFeature {_folder.Expectation()} -Path {Repository.Host("weave-sleeve-plain/node1")}");

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
            _session.Failure($"Assert-OverlayFeature {_folder.Expectation()} -Path {Repository.Host(host)}").FullyQualifiedErrorId
        );

    [Fact]
    public void One_host_that_can_not_be_read_does_not_hide_behind_another_that_is_as_expected()
    {
        var error = _session.Failure(
            $"Assert-OverlayFeature {_folder.Expectation()} -Path {Repository.Host("weave-sleeve-encrypted/node1")}, "
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
            $"Assert-OverlayFeature {_folder.Expectation()} -Path {Repository.Host("weave-sleeve-plain/node1")} -ErrorAction {action}; 'on'"
        );

        Assert.Null(outcome.Thrown);
        Assert.Equal("on", Assert.Single(outcome.Output).ToString());
        Assert.Equal(errors, outcome.Errors.Count);
    }

    [Fact]
    public void A_waived_finding_is_told_as_a_warning_and_given_with_its_reason()
    {
        var expectation = _folder.Expectation(
            ExpectationFiles.Encrypted.Replace(
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
            _session
                .Run($"Assert-OverlayFeature {_folder.Expectation()} -Path {Repository.Host("weave-sleeve-encrypted/node1")} -Verbose")
                .Verbose,
            line => line.Contains("AsExpected after 2 checks on 1 host", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("{ \"version\": 1, \"encrypton\": [] }", "ExpectationInvalid", "did you mean 'encryption'?")]
    [InlineData(null, "ExpectationNotFound", "There is no expectation file")]
    public void A_wrong_expectation_ends_before_any_host_is_read(string? text, string id, string expected)
    {
        var path = text is null ? Repository.Quoted(_folder.File("none.json")) : _folder.Expectation(text);
        var error = _session.Failure($"Assert-OverlayFeature {path} -Path {Repository.Host("weave-sleeve-encrypted/node1")}");

        Assert.StartsWith(id, error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_for_other_hosts_only_is_no_pass()
    {
        var file = _folder.Expectation(
            "{ \"version\": 1, \"findings\": [], \"encryption\": [{ \"solution\": \"Weave\", \"hosts\": [\"prod-*\", \"db?\"] }] }"
        );
        var tested = _session.Run($"Test-OverlayFeature {file} -Path {Repository.Host("weave-sleeve-encrypted/node1")}");
        var error = _session.Failure($"Assert-OverlayFeature {file} -Path {Repository.Host("weave-sleeve-encrypted/node1")}");

        Assert.False(Assert.Single(tested.Rows<bool>()));
        Assert.Equal(
            "Nothing was checked: expected an entry of the file for a host that was given; its entries are for hosts 'prod-*', "
                + "'db?'; given: "
                + "node1. Give the hosts that the file is for, or correct \"hosts\" in the file.",
            Assert.Single(tested.Warnings)
        );
        Assert.StartsWith("OverlayCouldNotAudit", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(
            "nothing was checked:\n  - expected an entry of the file for a host that was given; its entries are for hosts 'prod-*', 'db?'; "
                + "given: node1",
            error.ErrorDetails.Message
        );
    }
}
