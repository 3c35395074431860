using NetAudit.Reports;

namespace NetAudit.PowerShell;

/// <summary>Completes report formats.</summary>
public sealed class ReportFormatCompleter : NameCompleter
{
    private protected override IEnumerable<(string Id, string Tip)> Names(string? edition) =>
        ReportWriters.Formats.Append(ReportWriters.Auto).Select(format => (format, ""));
}
