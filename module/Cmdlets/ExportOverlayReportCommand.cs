using System.Management.Automation;
using NetAudit.Audit;
using NetAudit.Reports;

namespace NetAudit.PowerShell;

/// <summary>Export-OverlayReport: rows of Get-OverlayFeature as a report, to a file or as text.</summary>
[Cmdlet(VerbsData.Export, "OverlayReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo), typeof(string))]
public sealed class ExportOverlayReportCommand : PSCmdlet
{
    private readonly List<OverlayFeature> _rows = [];

    /// <summary>Rows of Get-OverlayFeature. None is a report too.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public OverlayFeature[] InputObject { get; set; } = [];

    /// <summary>Json, Markdown, JUnit, NUnit, Sarif, Csv, GitHub, Azure; or Auto: what the environment reads best.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(ReportFormatCompleter))]
    [ValidateNotNullOrEmpty]
    public string Format { get; set; } = ReportWriters.Auto;

    /// <summary>The file to write, taken as it is. Without it the report is text in the pipeline.</summary>
    [Parameter(Position = 1)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Replaces a file that is read-only, too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Leaves a file that is there as it is, and says so.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => _rows.AddRange(InputObject ?? []);

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        var writer = ReportWriters.Find(Format, Environment.GetEnvironmentVariable);
        if (writer is null)
        {
            ThrowTerminatingError(Errors.Record("ReportFormatUnknown", ErrorCategory.InvalidArgument, $"There is no report format '{Format}'.", Format, $"The formats are {string.Join(", ", ReportWriters.Formats)} and {ReportWriters.Auto}."));
            return;
        }

        using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture) { NewLine = "\n" };
        writer.Write(_rows, null, text);
        if (Path is null)
        {
            WriteObject(text.ToString());
            return;
        }

        var path = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path);
        if (NoClobber && File.Exists(path))
        {
            WriteError(Errors.Record("ReportExists", ErrorCategory.ResourceExists, $"'{path}' is there already.", path, "Give another -Path, or leave -NoClobber out to replace it."));
            return;
        }

        if (ShouldProcess(DisplayText.Scrub(path), $"Write a {writer.Format} report of {_rows.Count} rows"))
        {
            WriteFile(path, text.ToString());
        }
    }

    private void WriteFile(string path, string text)
    {
        try
        {
            AtomicFile.Write(path, text, Force);
            WriteObject(new FileInfo(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            WriteError(Errors.Record("ReportNotWritten", ErrorCategory.WriteError, $"The report was not written: {error.Message}", path, "Check that the folder is there and can be written to; -Force replaces a read-only file."));
        }
    }
}
