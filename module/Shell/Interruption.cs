namespace NetAudit.Shell;

/// <summary>Ctrl-C: stops the pipeline; a pipeline that doesn't stop in time, or a second Ctrl-C, ends the process.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly System.Management.Automation.PowerShell _pipeline;
    private readonly TimeSpan _patience;
    private readonly int _exitCode;
    private Timer? _end;

    public Interruption(System.Management.Automation.PowerShell pipeline, TimeSpan patience, int exitCode)
    {
        (_pipeline, _patience, _exitCode) = (pipeline, patience, exitCode);
        Console.CancelKeyPress += Stop;
    }

    public bool Happened => _end is not null;

    public void Dispose()
    {
        Console.CancelKeyPress -= Stop;
        _end?.Dispose();
    }

    private void Stop(object? sender, ConsoleCancelEventArgs pressed)
    {
        if (Happened)
        {
            return;
        }

        pressed.Cancel = true;
        _end = new Timer(_ => Environment.Exit(_exitCode), null, _patience, Timeout.InfiniteTimeSpan);
        _ = _pipeline.BeginStop(null, null);
    }
}
