using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using NetAudit.Shell.Host;

namespace NetAudit.Shell;

/// <summary>A PowerShell engine with the NetAudit module, for one command or script.</summary>
internal sealed class Session(Terminal terminal)
{
    private const int Failed = 1;
    private const int Misused = 64;
    private const string Success = "NetAuditSuccess";

    private static readonly TimeSpan PatienceAfterCtrlC = TimeSpan.FromSeconds(2);

    /// <summary>Runs the command or script, and returns the process's exit code.</summary>
    public int Run(Arguments arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = new WordWrappingCulture();
        var host = new ShellHost(terminal);
        using var runspace = RunspaceFactory.CreateRunspace(host, InitialState());
        runspace.Open();
        PSStyle.Instance.OutputRendering = terminal.ColourOut ? OutputRendering.Host : OutputRendering.PlainText;
        using var pipeline = System.Management.Automation.PowerShell.Create(runspace);
        pipeline.Streams.Error.DataAdded += (_, added) => Write(host, pipeline.Streams.Error[added.Index]);

        using var interruption = new Interruption(pipeline, PatienceAfterCtrlC);
        try
        {
            _ = pipeline.AddScript(Text(arguments)).AddCommand("Out-Default").Invoke();
        }
        catch (PipelineStoppedException) when (interruption.ExitCode is not null)
        {
            return interruption.ExitCode.Value;
        }
        catch (RuntimeException error)
        {
            Write(host, error.ErrorRecord);
            return arguments.Work is Work.Assert or Work.Compare
                ? GateCall.ExitCode([.. pipeline.Streams.Error, error.ErrorRecord])
                : host.ExitCode ?? (arguments.Work == Work.Verb && GateCall.IsMisuse(error) ? Misused : Failed);
        }
        finally
        {
            host.Close();
        }

        return interruption.ExitCode is { } interrupted ? interrupted
            : arguments.Work == Work.Assert || (arguments.Work == Work.Compare && pipeline.Streams.Error.Count > 0)
                ? GateCall.ExitCode(pipeline.Streams.Error)
            : arguments.Work == Work.Verb && pipeline.Streams.Error.Any(GateCall.IsMisuse) ? Misused
            : host.ExitCode ?? (HasFailedInPart(arguments, pipeline) ? Failed : ExitCode(runspace, arguments));
    }

    // The final value of $? can only be read there. A script leaves it false only by `exit n`.
    private static string Text(Arguments arguments)
    {
        var text = arguments.Work == Work.Script ? ScriptCall.Of(arguments.Text, arguments.Rest) : arguments.Text;
        _ = Parser.ParseInput(text, out _, out var errors);
        return errors.Length > 0 ? throw new ParseException(errors) : $"{text}\n;$global:{Success} = $?";
    }

    // With several commands in a verb, $? doesn't show that one of them could not read a host.
    private static bool HasFailedInPart(Arguments arguments, PowerShell pipeline) =>
        arguments.Work == Work.Verb && pipeline.Streams.Error.Count > 0;

    private static int ExitCode(Runspace runspace, Arguments arguments)
    {
        var session = runspace.SessionStateProxy;
        return session.GetVariable(Success) is true ? 0
            : arguments.Work == Work.Script && session.GetVariable("LASTEXITCODE") is int code ? code
            : Failed;
    }

    private static InitialSessionState InitialState()
    {
        var state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        if (OperatingSystem.IsWindows())
        {
            // A user who runs `netaudit script.ps1` wants it to run, and the module's own view file isn't signed.
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        state.Variables.Add(new SessionStateVariableEntry("NetAuditProgram", OwnName.Find(), "How this netaudit was called"));
        state.ImportPSModule(Path.Combine(AppContext.BaseDirectory, "Modules", "NetAudit", "NetAudit.psd1"));
        return state;
    }

    private void Write(ShellHost host, ErrorRecord error) => host.UI.WriteErrorLine(ErrorText.Of(error, terminal));
}
