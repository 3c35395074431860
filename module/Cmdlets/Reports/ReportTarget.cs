using System.Globalization;
using System.Management.Automation;
using NetAudit.Reports;

namespace NetAudit.PowerShell;

/// <summary>
/// A requested report: in a format, to a file. Without a path it is text in the pipeline, for a CI service that reads the log.
/// </summary>
internal sealed class ReportTarget(string? path, IReportWriter writer)
{
    /// <summary>The file, or null.</summary>
    public string? Path { get; } = path;

    /// <summary>The format's name.</summary>
    public string Format => writer.Format;

    /// <summary>
    /// The requested reports, in order. Each path has its format, given or by its name; an existing folder gets a file for each format. A
    /// report that can't be written ends the cmdlet now, not after the audit.
    /// </summary>
    /// <param name="cmdlet">The cmdlet, whose folder relative paths start in.</param>
    /// <param name="end">Ends it with an error.</param>
    /// <param name="paths">The files.</param>
    /// <param name="formats">The formats' names.</param>
    public static IReadOnlyList<ReportTarget> Of(
        PSCmdlet cmdlet,
        Action<ErrorRecord> end,
        IReadOnlyList<string> paths,
        IReadOnlyList<string> formats
    )
    {
        var files = paths.Select(cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath).ToList();
        if (files.Count == 1 && formats.Count > 0 && Directory.Exists(files[0]))
        {
            var folder = files[0];
            files = [.. formats.Select(format => System.IO.Path.Combine(folder, "netaudit" + Writer(end, format, null).Endings[0]))];
        }

        if (files.GroupBy(file => file).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            end(
                Errors.Record(
                    "ReportPathTaken",
                    ErrorCategory.InvalidArgument,
                    $"'{twice.Key}' is given twice.",
                    twice.Key,
                    "Give each report a file of its own."
                )
            );
        }

        return
        [
            .. Enumerable
                .Range(0, Math.Max(files.Count, formats.Count))
                .Select(index =>
                {
                    var file = index < files.Count ? files[index] : null;
                    return new ReportTarget(file, Writer(end, index < formats.Count ? formats[index] : null, file));
                }),
        ];
    }

    /// <summary>
    /// Writes a file completely or not at all, and returns whether it was written. A failure is reported as an error of its own, and the
    /// cmdlet goes on.
    /// </summary>
    public bool Write(Cmdlet cmdlet, ReportContent content, bool force)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        writer.Write(content, text);
        if (Path is null)
        {
            if (text.ToString().TrimEnd('\r', '\n') is { Length: > 0 } report)
            {
                cmdlet.WriteObject(report);
            }

            return true;
        }

        try
        {
            AtomicFile.Write(Path, text.ToString(), force);
            cmdlet.WriteVerbose(DisplayText.Scrub($"{writer.Format} report written to {Path}"));
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            cmdlet.WriteError(
                Errors.Record(
                    "ReportNotWritten",
                    ErrorCategory.WriteError,
                    $"The {writer.Format} report was not written: {error.Message}",
                    Path,
                    "Name a plain file in a folder that can be written to; without -Path the report is text in the pipeline."
                )
            );
            return false;
        }
    }

    private static IReportWriter Writer(Action<ErrorRecord> end, string? format, string? file)
    {
        if (
            (format is null ? ReportWriters.FindByName(file!) : ReportWriters.Find(format, Environment.GetEnvironmentVariable)) is
            { } writer
        )
        {
            return writer;
        }

        end(
            Errors.Record(
                "ReportFormatUnknown",
                ErrorCategory.InvalidArgument,
                format is null ? $"No report format matches the name of '{file}'." : $"There is no report format '{format}'.",
                format ?? file,
                $"Give one of the formats: {string.Join(", ", ReportWriters.Formats)}, {ReportWriters.Auto}."
            )
        );
        throw new PipelineStoppedException();
    }
}
