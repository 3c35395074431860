using System.Management.Automation;
using NetAudit.Gate;
using NetAudit.Reports;

namespace NetAudit.PowerShell;

/// <summary>
/// Assert-OverlayFeature: writes its reports, then ends with one error where hosts are not as an expectation file wants them, or
/// could not be audited. An -ErrorAction of Continue, SilentlyContinue or Ignore makes that error one that lets a script go on.
/// </summary>
[Cmdlet(VerbsLifecycle.Assert, "OverlayFeature", DefaultParameterSetName = DockerHostSet)]
[OutputType(typeof(GateFinding), typeof(string))]
public sealed class AssertOverlayFeatureCommand : GateCmdlet
{
    private IReadOnlyList<ReportTarget> _reports = [];

    /// <summary>Files to write reports to, whatever comes out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ReportPath { get; set; } = [];

    /// <summary>
    /// The reports' formats, in the paths' order; without it, by the file's name. One that has no path is given as text: the log
    /// commands of a CI service, which -ReportFormat Auto chooses by the environment.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ReportFormatCompleter))]
    public string[] ReportFormat { get; set; } = [];

    /// <summary>Gives the findings, waived ones too.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        // A format that isn't there must not be found out after the audit.
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

    /// <summary>Findings that don't count are reported all the same.</summary>
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
    /// Ends as a throw statement does. A cmdlet's terminating error ends only its statement: a script would go on past the shut gate,
    /// and pwsh -File end with 0.
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
