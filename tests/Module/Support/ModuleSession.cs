using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace NetAudit.Module.Tests.Support;

/// <summary>A PowerShell engine with the module, imported by its manifest.</summary>
internal sealed class ModuleSession : IDisposable
{
    private readonly Runspace _runspace;

    public ModuleSession(bool colour = false, int width = Screen.Usual)
    {
        Screen = new Screen(colour, width);
        var state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule(Repository.Manifest);
        _runspace = RunspaceFactory.CreateRunspace(new ScreenHost(Screen), state);
        _runspace.Open();
    }

    public Screen Screen { get; }

    public void Set(string variable, object? value) => _runspace.SessionStateProxy.SetVariable(variable, value);

    public PowerShell Pipeline(string script) => PowerShell.Create(_runspace).AddScript(script);

    public Outcome Run(string script)
    {
        using var pipeline = Pipeline(script);
        var output = new PSDataCollection<PSObject>();
        RuntimeException? thrown = null;
        try
        {
            pipeline.Invoke(null, output);
        }
        catch (RuntimeException error)
        {
            thrown = error;
        }

        return new Outcome
        {
            Output = [.. output],
            Errors = [.. pipeline.Streams.Error],
            Warnings = [.. pipeline.Streams.Warning.Select(record => record.Message)],
            Verbose = [.. pipeline.Streams.Verbose.Select(record => record.Message)],
            Debug = [.. pipeline.Streams.Debug.Select(record => record.Message)],
            Progress = [.. pipeline.Streams.Progress],
            Thrown = thrown?.ErrorRecord,
        };
    }

    /// <summary>Runs a script; returns the error that ended its statement.</summary>
    public ErrorRecord Failure(string script)
    {
        var outcome = Run($"try {{ {script} }} catch {{ throw }}");
        Assert.Empty(outcome.Output);
        Assert.NotNull(outcome.Thrown);
        return outcome.Thrown;
    }

    /// <summary>The completions that the Tab key offers at the end of a line.</summary>
    public IReadOnlyList<string> Complete(string line)
    {
        using var shell = PowerShell.Create(_runspace);
        return [.. CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches.Select(match => match.CompletionText)];
    }

    /// <summary>
    /// The reasons why a command's parameters can't be bound: unknown, ambiguous or missing ones, or sets that can't be combined.
    /// </summary>
    public IReadOnlyList<string> Bind(CommandAst command)
    {
        var (before, bound) = (Runspace.DefaultRunspace, (StaticBindingResult?)null);
        try
        {
            Runspace.DefaultRunspace = _runspace;
            bound = StaticParameterBinder.BindCommand(command, resolve: true);
        }
        finally
        {
            Runspace.DefaultRunspace = before;
        }

        return [.. bound.BindingExceptions.Values.Select(problem => problem.BindingException.Message)];
    }

    public void Dispose() => _runspace.Dispose();
}

/// <summary>A script's results, by stream.</summary>
internal sealed record Outcome
{
    public required IReadOnlyList<PSObject> Output { get; init; }

    public required IReadOnlyList<ErrorRecord> Errors { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public required IReadOnlyList<string> Verbose { get; init; }

    public required IReadOnlyList<string> Debug { get; init; }

    public required IReadOnlyList<ProgressRecord> Progress { get; init; }

    public required ErrorRecord? Thrown { get; init; }

    /// <summary>The output's objects. The script must not have failed.</summary>
    public IReadOnlyList<T> Rows<T>()
    {
        Assert.Null(Thrown?.ToString());
        Assert.Empty(Errors);
        return [.. Output.Select(row => Assert.IsType<T>(row.BaseObject))];
    }

    /// <summary>One property of every row, as text.</summary>
    public IReadOnlyList<string> Values(string property) => [.. Output.Select(row => row.Properties[property].Value?.ToString() ?? "")];
}
