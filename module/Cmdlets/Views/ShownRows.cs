using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace NetAudit.PowerShell;

/// <summary>
/// Whether a cmdlet's rows go to a person's screen, as far as the calling scripts show. Rows for a variable, a file, an expression or
/// another command don't.
/// </summary>
internal static class ShownRows
{
    /// <summary>Commands that only show their input.</summary>
    private static readonly string[] s_showing = ["Out-Default", "Out-Host"];

    /// <summary>Whether the rows of this call are shown.</summary>
    public static bool Are(PSCmdlet cmdlet)
    {
        var call = cmdlet.MyInvocation;
        var callers = Runspace.DefaultRunspace?.Debugger?.GetCallStack()?.ToList() ?? [];
        foreach (var caller in callers)
        {
            if (!Shows(caller.Position, call))
            {
                return false;
            }

            call = caller.InvocationInfo;
        }

        // No script at all: a program that takes objects.
        return callers.Count > 0;
    }

    private static bool Shows(IScriptExtent? statement, InvocationInfo call)
    {
        if (statement?.StartScriptPosition.GetFullScript() is not { } text)
        {
            return false;
        }

        var script = Parser.ParseInput(text, out _, out _);
        return script.FindAll(node => node is CommandAst command && IsAt(command, call), searchNestedScriptBlocks: true).LastOrDefault()
                is CommandAst { Redirections.Count: 0, Parent: PipelineAst pipeline } called
            && pipeline.PipelineElements.SkipWhile(element => element != called).Skip(1).All(IsShowing)
            && IsStatement(pipeline);
    }

    /// <summary>Whether a command is the one of this call: a call's position is its command's beginning.</summary>
    private static bool IsAt(CommandAst command, InvocationInfo call) =>
        command.Extent.StartLineNumber == call.ScriptLineNumber && command.Extent.StartColumnNumber == call.OffsetInLine;

    private static bool IsShowing(CommandBaseAst element) =>
        element is CommandAst command && s_showing.Contains(command.GetCommandName(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it is a statement of its own in a script block, or in the body of a loop or a condition there.</summary>
    private static bool IsStatement(PipelineAst pipeline)
    {
        for (Ast node = pipeline; node.Parent is { } parent; node = parent)
        {
            if (parent is NamedBlockAst)
            {
                return true;
            }

            var isBody = node is StatementBlockAst ? parent is StatementAst and not AssignmentStatementAst : parent is StatementBlockAst;
            if (!isBody && parent is not TryStatementAst)
            {
                return false;
            }
        }

        return false;
    }
}
