using System.Management.Automation;
using NetAudit.Gate;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.PowerShell;

/// <summary>New-OverlayExpectation: writes an expectation file that hosts meet in their present state, with the schema beside it.</summary>
[Cmdlet(VerbsCommon.New, "OverlayExpectation", DefaultParameterSetName = DockerHostSet, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class NewOverlayExpectationCommand : HostReadingCmdlet
{
    private bool _written;

    /// <summary>The file to write; without it, netaudit.json in the current folder.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string OutputPath { get; set; } = "netaudit.json";

    /// <summary>Replaces an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    protected override void Process(HostSnapshot host)
    {
        var path = SessionState.Path.GetUnresolvedProviderPathFromPSPath(OutputPath);
        if (Objection(path) is { } objection)
        {
            WriteError(objection);
            return;
        }

        if (!ShouldProcess(DisplayText.Scrub(path), $"Write the present state of {DisplayText.Scrub(host.Host)} as the expected state"))
        {
            return;
        }

        try
        {
            var schema = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, ExpectationFile.SchemaName);
            Warn(host);
            AtomicFile.Write(path, ExpectationFile.From(host), Force);
            _written = true;
            WriteObject(WrittenFile.Of(this, path));
            AtomicFile.Write(schema, ExpectationFile.Schema, force: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            WriteError(
                Errors.Record(
                    "ExpectationNotWritten",
                    ErrorCategory.WriteError,
                    $"The expectation file of {host.Host}, or its schema, was not written: {error.Message}",
                    path,
                    "Check that the folder exists, that you may write to it, and that it has free space."
                )
            );
        }
    }

    /// <summary>Warns about findings, as a present fault must not become the expected state.</summary>
    private void Warn(HostSnapshot host)
    {
        foreach (var fault in HostAudit.Findings(host))
        {
            var what = fault.Severity switch
            {
                Severity.Error => "the file waives this fault for 30 days",
                Severity.Warning => "the file doesn't judge this fault, because it judges Errors only",
                _ => null,
            };
            if (what is not null)
            {
                WriteWarning(
                    DisplayText.Scrub(
                        $"{fault.Host}: {what}: {fault.Rule}, {fault.Subject}: {fault.Message} To repair: {fault.Remediation}"
                    )
                );
            }
        }
    }

    private ErrorRecord? Objection(string path) =>
        _written
            ? Errors.Record(
                "ExpectationPathTaken",
                ErrorCategory.InvalidArgument,
                $"'{path}' already holds another host's expectation.",
                path,
                "Give one host per call. Then edit its file to fit the others."
            )
        : !Force && File.Exists(path)
            ? Errors.Record(
                "ExpectationExists",
                ErrorCategory.ResourceExists,
                $"'{path}' already exists.",
                path,
                "Give another -OutputPath, or -Force to replace it."
            )
        : null;
}
