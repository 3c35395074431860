using NetAudit.Module.Tests.Support;
using Newtonsoft.Json.Linq;

namespace NetAudit.Module.Tests.Gate;

/// <summary>Reports of Assert-OverlayFeature.</summary>
public sealed class GateReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleSession _session = new();

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_report_format_that_is_not_there_is_told_before_any_host_is_read() =>
        Assert.StartsWith(
            "ReportFormatUnknown",
            _session
                .Failure(
                    $"Assert-OverlayFeature {_folder.Expectation()} -ReportPath {Repository.Quoted(_folder.File("out.txt"))} "
                        + "-ReportFormat Papyrus"
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
            $"Assert-OverlayFeature {_folder.Expectation()} -Path {Repository.Host(host)} -ReportPath {Repository.Quoted(junit)}, "
                + $"{Repository.Quoted(sarif)}"
        );

        Assert.Contains("<testsuites", File.ReadAllText(junit), StringComparison.Ordinal);
        Assert.Equal("2.1.0", (string?)JObject.Parse(File.ReadAllText(sarif))["version"]);
    }

    [Fact]
    public void A_report_without_a_path_is_given_as_text_for_the_services_log()
    {
        var outcome = _session.Run(
            $"Assert-OverlayFeature {_folder.Expectation()} -Path {Repository.Host("weave-sleeve-plain/node1")} -ReportFormat GitHub "
                + "-ErrorAction "
                + $"SilentlyContinue"
        );

        Assert.Contains(outcome.Output, line => line.ToString().StartsWith("::error title=", StringComparison.Ordinal));
    }

    [Fact]
    public void A_report_that_can_not_be_written_does_not_hide_the_outcome()
    {
        var outcome = _session.Run(
            $"Assert-OverlayFeature {_folder.Expectation()} -Path {Repository.Host("weave-sleeve-plain/node1")} -ReportPath "
                + $"{Repository.Quoted(_folder.File("none/audit.xml"))} -ErrorAction Continue"
        );

        Assert.Equal(["ReportNotWritten", "OverlayFindings"], outcome.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
    }
}
