using System.Management.Automation;
using System.Text;
using NetAudit.Reports;

namespace NetAudit.PowerShell;

/// <summary>The job summary of GitHub Actions, written beside the annotations to the file that the runner gives each step.</summary>
internal static class StepSummary
{
    /// <summary>The runner's file if these reports have annotations in the log; else null.</summary>
    public static string? FileFor(IEnumerable<ReportTarget> reports) =>
        reports.Any(report => report is { Path: null, Format: "GitHub" })
        && Environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY") is { Length: > 0 } path
            ? path
            : null;

    /// <summary>Appends to what earlier commands of the step wrote.</summary>
    public static void Append(Cmdlet cmdlet, string path, ReportContent content)
    {
        try
        {
            AtomicFile.CheckPlain(path);
            var taken = File.Exists(path) ? new FileInfo(path).Length : 0;
            File.AppendAllText(path, JobSummary.Text(content, taken), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            cmdlet.WriteError(
                Errors.Record(
                    "SummaryNotWritten",
                    ErrorCategory.WriteError,
                    $"The job summary was not written: {error.Message}",
                    path,
                    "Check the path in the environment variable GITHUB_STEP_SUMMARY."
                )
            );
        }
    }
}
