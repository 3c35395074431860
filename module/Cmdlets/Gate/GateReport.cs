using System.Globalization;
using System.Management.Automation;
using NetAudit.Gate;
using NetAudit.Reports;

namespace NetAudit.PowerShell;

/// <summary>A report that a gate writes: to a file, or to the pipeline where a CI service reads it from there.</summary>
internal sealed class GateReport(string? path, IReportWriter writer)
{
    private static readonly (string Ending, string Format)[] ByName =
        [(".xml", "JUnit"), (".json", "Json"), (".sarif", "Sarif"), (".sarif.json", "Sarif"), (".md", "Markdown"), (".csv", "Csv")];

    /// <summary>The reports that were asked for; what can't be written ends the cmdlet now.</summary>
    public static IReadOnlyList<GateReport> Of(PSCmdlet cmdlet, IReadOnlyList<string> paths, IReadOnlyList<string> formats) =>
        [.. Enumerable.Range(0, Math.Max(paths.Count, formats.Count)).Select(index =>
        {
            var path = index < paths.Count ? paths[index] : null;
            var writer = Writer(cmdlet, index < formats.Count ? formats[index] : ByEnding(path!), path);
            return new GateReport(path is null ? null : cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path), writer);
        })];

    /// <summary>Writes it whole or not at all; what happened is an error of its own, and the gate still ends as it should.</summary>
    public void Write(Cmdlet cmdlet, GateResult result)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        writer.Write(result.Rows, result.Findings, text);
        if (path is null)
        {
            cmdlet.WriteObject(text.ToString().TrimEnd('\r', '\n').Split('\n'), enumerateCollection: true);
            return;
        }

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

    private static string ByEnding(string path) =>
        ByName.LastOrDefault(known => path.EndsWith(known.Ending, StringComparison.OrdinalIgnoreCase)).Format ?? "";

    private static IReportWriter Writer(PSCmdlet cmdlet, string format, string? path)
    {
        if (ReportWriters.Find(format, Environment.GetEnvironmentVariable) is { } writer)
        {
            return writer;
        }

        cmdlet.ThrowTerminatingError(Errors.Record("ReportFormatUnknown", ErrorCategory.InvalidArgument,
            format.Length == 0 ? $"The name of '{path}' doesn't tell a report format." : $"There is no report format '{format}'.", path ?? format,
            $"Give -ReportFormat one of: {string.Join(", ", ReportWriters.Formats)}, {ReportWriters.Auto}."));
        throw new PipelineStoppedException();
    }
}
