using System.Management.Automation;
using NetAudit.Gate;
using NetAudit.Reports;

namespace NetAudit.PowerShell;

/// <summary>
/// Assert-OverlayFeature: writes its reports, then ends with one error if hosts don't meet an expectation file, or could not be audited.
/// With an -ErrorAction of Continue, SilentlyContinue or Ignore, the script goes on after the error.
/// </summary>
[Cmdlet(VerbsLifecycle.Assert, "OverlayFeature", DefaultParameterSetName = DockerHostSet)]
[OutputType(typeof(GateFinding), typeof(string))]
public sealed class AssertOverlayFeatureCommand : GateCmdlet
{
    private IReadOnlyList<ReportTarget> _reports = [];

    /// <summary>Files to write reports to, whether the gate passes or not.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ReportPath { get; set; } = [];

    /// <summary>
    /// The reports' formats, in the paths' order; without it, the file's name decides. A format without a path is written as text, such as
    /// the log commands of a CI service. -ReportFormat Auto chooses these by the environment.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ReportFormatCompleter))]
    public string[] ReportFormat { get; set; } = [];

    /// <summary>Returns the findings, including waived ones.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        // An unknown format must be reported before the audit, not after it.
        _reports = ReportTarget.Of(this, End, ReportPath, ReportFormat);
        base.BeginProcessing();
    }

    private protected override void Finish(GateResult result)
    {
        var content = new ReportContent
        {
            Features = result.Rows,
            Gate = result.Findings,
            Checks = result.Cases,
            ExpectationFile = ExpectationFromHere,
        };
        foreach (var report in _reports)
        {
            _ = report.Write(this, content, force: false);
        }

        if (StepSummary.FileFor(_reports) is { } summary)
        {
            StepSummary.Append(this, summary, content);
        }

        Tell(result);
        if (PassThru)
        {
            WriteObject(result.Findings, enumerateCollection: true);
        }

        if (result.Outcome != GateOutcome.AsExpected)
        {
            Shut(GateError.Create(result, ToSeeMore));
        }
        else if (
            !PassThru
            && _reports.All(report => report.Path is not null)
            && MyInvocation.PipelinePosition == MyInvocation.PipelineLength
        )
        {
            ScreenMessage.Write(this, DisplayText.Scrub(GateWords.Passed(System.IO.Path.GetFileName(Expectation), result)));
        }
    }

    /// <summary>Also reports findings that don't count.</summary>
    private void Tell(GateResult result)
    {
        foreach (var finding in result.Findings.Except(result.Counting))
        {
            var text = DisplayText.Scrub(
                finding.Waiver is { } waiver
                    ? $"Waived{(waiver.Expires is null ? "" : $" until {waiver.Expires}")} "
                        + $"({waiver.Reason}{(waiver.Owner is null ? "" : $"; {waiver.Owner}")}): {finding.Message}"
                    : finding.Message
            );
            if (finding.Waiver is null && finding.Severity == FindingSeverity.Note)
            {
                WriteVerbose(text);
            }
            else
            {
                WriteWarning(text);
            }
        }
    }

    private void Shut(ErrorRecord error)
    {
        if (
            MyInvocation.BoundParameters.TryGetValue("ErrorAction", out var action)
            && action is ActionPreference.Continue or ActionPreference.SilentlyContinue or ActionPreference.Ignore
        )
        {
            WriteError(error);
        }
        else
        {
            End(error);
        }
    }

    /// <summary>
    /// Ends as a throw statement does. A cmdlet's terminating error only ends its statement, so a script would go on, and pwsh -File would
    /// end with 0.
    /// </summary>
    private protected override void End(ErrorRecord error)
    {
        var ending = new ErrorRecord(
            error.Exception,
            $"{error.FullyQualifiedErrorId},{GetType().FullName}",
            error.CategoryInfo.Category,
            error.TargetObject
        )
        {
            ErrorDetails = error.ErrorDetails,
        };
        ending.CategoryInfo.Activity = MyInvocation.MyCommand.Name;
        throw new RuntimeException(error.ErrorDetails.Message, error.Exception, ending) { WasThrownFromThrowStatement = true };
    }
}
