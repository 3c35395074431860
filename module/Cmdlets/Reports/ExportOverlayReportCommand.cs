using System.Management.Automation;
using NetAudit.Reports;

namespace NetAudit.PowerShell;

/// <summary>Export-OverlayReport: findings and rows of an audit as reports, to files or as text.</summary>
[Cmdlet(VerbsData.Export, "OverlayReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo), typeof(string))]
public sealed class ExportOverlayReportCommand : PSCmdlet
{
    private readonly ReportRows _rows = new();
    private IReadOnlyList<ReportTarget> _reports = [];

    /// <summary>
    /// Rows of Get-OverlayFinding, Get-OverlayFeature, Compare-OverlaySnapshot, Get-OverlaySolution, Get-OverlayTopology,
    /// Invoke-OverlayProbe and Measure-OverlayPath, in any order; or snapshots from Import-OverlaySnapshot. Without rows, the report is
    /// empty.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>
    /// Html, Json, Markdown, JUnit, NUnit, Sarif, Csv, OpenMetrics, GitHub, Azure; or Auto: the one that the environment reads best.
    /// Several formats go to as many paths, or to a folder. Without it, the file's name decides; without a file, Auto.
    /// </summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(ReportFormatCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Format { get; set; } = [];

    /// <summary>
    /// The files to write; or a folder that exists, where each format becomes a file. They are taken literally. Without it, the report is
    /// text in the pipeline.
    /// </summary>
    [Parameter(Position = 1)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Replaces files that are read-only, too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Leaves existing files unchanged, and reports it.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing() =>
        _reports = ReportTarget.Of(
            this,
            ThrowTerminatingError,
            Path,
            Format.Length == 0 && Path.Length == 0 ? [ReportWriters.Auto] : Format
        );

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (var row in (InputObject ?? []).Where(row => row?.BaseObject is not null && !_rows.Take(row.BaseObject)))
        {
            var type = row.BaseObject.GetType().Name;
            WriteError(
                Errors.Record(
                    "NotAReportRow",
                    ErrorCategory.InvalidType,
                    $"An object of type {type} can't be in a report; the report is written without it.",
                    row.BaseObject,
                    "Pipe rows of Get-OverlayFinding, Get-OverlayFeature, Compare-OverlaySnapshot or another cmdlet of NetAudit as "
                        + "they are: Select-Object and Format-List make other objects of them."
                )
            );
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        var content = _rows.ToContent();
        foreach (var report in _reports)
        {
            Write(report, content);
        }

        if (StepSummary.FileFor(_reports) is { } summary && ShouldProcess(DisplayText.Scrub(summary), "Add the job summary"))
        {
            StepSummary.Append(this, summary, content);
        }
    }

    private void Write(ReportTarget report, ReportContent content)
    {
        if (report.Path is not { } path)
        {
            _ = report.Write(this, content, Force);
            return;
        }

        if (NoClobber && File.Exists(path))
        {
            WriteError(
                Errors.Record(
                    "ReportExists",
                    ErrorCategory.ResourceExists,
                    $"'{path}' already exists.",
                    path,
                    "Give another -Path, or leave -NoClobber out to replace it."
                )
            );
            return;
        }

        if (
            ShouldProcess(DisplayText.Scrub(path), $"Write a {report.Format} report of {_rows.Count} rows")
            && report.Write(this, content, Force)
        )
        {
            WriteObject(WrittenFile.Of(this, path));
        }
    }
}
