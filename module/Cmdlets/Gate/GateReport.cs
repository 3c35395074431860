using System.Globalization;
using System.Management.Automation;
using NetAudit.Gate;
using NetAudit.Reports;

namespace NetAudit.PowerShell;

/// <summary>A report that a gate writes: where, and in which format.</summary>
internal sealed class GateReport(string path, IReportWriter writer)
{
    private static readonly (string Ending, string Format)[] ByName =
        [(".xml", "JUnit"), (".sarif", "Sarif"), (".sarif.json", "Sarif"), (".json", "Json"), (".md", "Markdown"), (".csv", "Csv"), (".html", "Html")];

    /// <summary>The reports that were asked for; what can't be written ends the cmdlet now.</summary>
    public static IReadOnlyList<GateReport> Of(PSCmdlet cmdlet, IReadOnlyList<string> paths, IReadOnlyList<string> formats)
    {
        if (formats.Count > paths.Count)
        {
            cmdlet.ThrowTerminatingError(Errors.Record("ReportPathMissing", ErrorCategory.InvalidArgument, $"There are {formats.Count} report formats and {paths.Count} paths.", formats, "Give -ReportPath a path for each -ReportFormat."));
        }

        return [.. paths.Select((path, index) =>
        {
            var format = index < formats.Count ? formats[index] : ByName.LastOrDefault(known => path.EndsWith(known.Ending, StringComparison.OrdinalIgnoreCase)).Format ?? "";
            if (ReportWriters.Find(format) is not { } writer)
            {
                cmdlet.ThrowTerminatingError(Errors.Record("ReportFormatUnknown", ErrorCategory.InvalidArgument, $"There is no report format '{format}' for '{path}'.", path, $"Give -ReportFormat one of: {string.Join(", ", ReportWriters.Formats)}."));
                throw new PipelineStoppedException();
            }

            return new GateReport(cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path), writer);
        })];
    }

    /// <summary>Writes it whole or not at all; what happened is an error of its own, and the gate still ends as it should.</summary>
    public void Write(Cmdlet cmdlet, GateResult result)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        writer.Write(result.Rows, result.Findings, text);
        try
        {
            AtomicFile.Write(path, text.ToString(), force: false);
            cmdlet.WriteVerbose(DisplayText.Scrub($"{writer.Format} report written to {path}"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            cmdlet.WriteError(Errors.Record("ReportNotWritten", ErrorCategory.WriteError, $"The {writer.Format} report was not written: {error.Message}", path, "Check that the folder is there and can be written to."));
        }
    }
}
