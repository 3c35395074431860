using System.Management.Automation;

namespace NetAudit.Shell;

/// <summary>An error for a person to read: what failed, what happened, what to do.</summary>
internal static class ErrorText
{
    private const int Red = 31;

    private const string CoreOnly =
        "netaudit's engine has PowerShell's language and core cmdlets only (Where-Object, ForEach-Object, Get-Command ...). "
        + "For JSON use -AsJson; for all of PowerShell's cmdlets, Import-Module NetAudit.psd1 in pwsh or Windows PowerShell.";

    public static string Of(ErrorRecord error, Terminal terminal)
    {
        var (command, place) = Origin(error);
        var lines = new List<string> { terminal.Paint($"{command}{Plain(error.ErrorDetails?.Message ?? error.Exception.Message)}", Red) };
        if (Action(error) is { Length: > 0 } action)
        {
            lines.Add($"  What to do: {Plain(action)}");
        }

        lines.Add($"  Error: {error.FullyQualifiedErrorId}{place}");
        return string.Join(Environment.NewLine, lines);
    }

    private static (string Command, string Place) Origin(ErrorRecord error)
    {
        // The gate's error is like a throw statement's: only its activity names the command.
        var command = error.InvocationInfo?.MyCommand?.Name is { Length: > 0 } name ? name : error.CategoryInfo.Activity;
        return (
            command.Length > 0 ? $"{command}: " : "",
            error.InvocationInfo is { ScriptName.Length: > 0 } invocation
                ? $", {invocation.ScriptName}, line {invocation.ScriptLineNumber}"
                : ""
        );
    }

    private static string? Action(ErrorRecord error) =>
        error.ErrorDetails?.RecommendedAction is { Length: > 0 } action ? action
        : Meant(error.Exception) is { } name ? $"Did you mean -{name}?"
        : error.Exception is CommandNotFoundException ? CoreOnly
        : null;

    /// <summary>The parameter that a typo was meant to be, or null.</summary>
    private static string? Meant(Exception problem) =>
        problem is ParameterBindingException { ParameterName: { Length: > 0 } written, CommandInvocation.MyCommand: { } command }
            ? Slip.Nearest(written, (command.Parameters?.Keys ?? Enumerable.Empty<string>()).Append("Help"))
            : null;

    // A message can quote untrusted names: their control characters must not reach the terminal.
    private static string Plain(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) && character is not ('\n' or '\t') ? '?' : character));
}
