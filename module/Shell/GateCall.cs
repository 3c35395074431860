using System.Management.Automation;

namespace NetAudit.Shell;

/// <summary>A gate verb's line of PowerShell, and the exit codes for the gate's errors.</summary>
internal static class GateCall
{
    private const int Crashed = 1;
    private const int Findings = 2;
    private const int CouldNotAudit = 3;
    private const int Misused = 64;

    /// <summary>
    /// The call. Words after a parameter's name are its values. A shell's own wildcards give several, and so do commas, as in PowerShell.
    /// </summary>
    public static string Of(string command, IEnumerable<string> words)
    {
        var line = new List<string> { command };
        var values = 0;
        foreach (var word in words.SelectMany(word => word.Split(',', StringSplitOptions.RemoveEmptyEntries)))
        {
            var written = ScriptCall.Word(ScriptCall.Option(word));
            var isName = written.StartsWith('-');
            if (!isName && values > 0)
            {
                line[^1] += "," + written;
            }
            else
            {
                line.Add(written);
            }

            values = isName ? 0 : values + 1;
        }

        return string.Join(' ', line);
    }

    /// <summary>
    /// The exit code of a call with these errors. The gate's own outcome comes first. An expectation file that can't be read leaves hosts
    /// without an audit, as an engine that can't be read does.
    /// </summary>
    public static int ExitCode(ICollection<ErrorRecord> errors) =>
        errors.Count == 0 ? 0
        : errors.Any(error => Kind(error) == "OverlayFindings") ? Findings
        : errors.Any(IsCouldNotAudit) ? CouldNotAudit
        : errors.Any(IsMisuse) ? Misused
        : Crashed;

    /// <summary>Whether the command line was not understood.</summary>
    public static bool IsMisuse(ErrorRecord error) => error.Exception is ParameterBindingException;

    /// <summary>Whether an exception means that the command line was not understood. Its record has another exception.</summary>
    public static bool IsMisuse(RuntimeException thrown) => thrown is ParameterBindingException || IsMisuse(thrown.ErrorRecord);

    private static bool IsCouldNotAudit(ErrorRecord error) =>
        Kind(error) == "OverlayCouldNotAudit" || error.Exception.GetType().FullName == "NetAudit.Model.NetAuditException";

    private static string Kind(ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];
}
