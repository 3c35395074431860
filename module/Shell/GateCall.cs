using System.Management.Automation;

namespace NetAudit.Shell;

/// <summary>netaudit assert: the line of PowerShell, and what its errors mean to a script.</summary>
internal static class GateCall
{
    private const int Crashed = 1;
    private const int Findings = 2;
    private const int CouldNotAudit = 3;
    private const int Misused = 64;

    /// <summary>The call. Words after a parameter's name are its values: a shell's own wildcards give several.</summary>
    public static string Of(IEnumerable<string> words)
    {
        var line = new List<string> { "Assert-OverlayFeature" };
        var values = 0;
        foreach (var word in words)
        {
            var written = ScriptCall.Word(word);
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

    /// <summary>Whether an error is what the gate ended with.</summary>
    public static bool IsOutcome(ErrorRecord error) => Kind(error) is "OverlayFindings" or "OverlayCouldNotAudit";

    /// <summary>The exit code of the gate's own error.</summary>
    public static int ExitCode(ErrorRecord outcome) => Kind(outcome) == "OverlayFindings" ? Findings : CouldNotAudit;

    /// <summary>The exit code of what ended the call. An expectation that can't be read leaves hosts without an audit, as an engine that can't be.</summary>
    public static int ExitCode(RuntimeException error) =>
        error is ParameterBindingException ? Misused
        : IsOutcome(error.ErrorRecord) ? ExitCode(error.ErrorRecord)
        : error.InnerException?.GetType().FullName == "NetAudit.NetAuditException" ? CouldNotAudit
        : Crashed;

    private static string Kind(ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];
}
