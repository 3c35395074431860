using System.Management.Automation;
using NetAudit.Gate;

namespace NetAudit.PowerShell;

/// <summary>Test-OverlayFeature: whether hosts meet an expectation file. A host that could not be audited doesn't.</summary>
[Cmdlet(VerbsDiagnostic.Test, "OverlayFeature", DefaultParameterSetName = DockerHostSet)]
[OutputType(typeof(bool))]
public sealed class TestOverlayFeatureCommand : GateCmdlet
{
    private protected override void Finish(GateResult result)
    {
        foreach (var finding in result.Findings)
        {
            WriteVerbose(
                DisplayText.Scrub(
                    $"{finding.Severity}, {finding.Kind}{(finding.Waiver is null ? "" : $", waived ({finding.Waiver.Reason})")}: "
                        + $"{finding.Message}"
                )
            );
        }

        if (result.CheckedNothing)
        {
            // False alone would look like a fault of the hosts.
            WriteWarning(DisplayText.Scrub($"Nothing was checked: {result.Findings[0].Message}. {GateWords.CheckedNothing}"));
        }

        WriteObject(result.Outcome == GateOutcome.AsExpected);
    }
}
