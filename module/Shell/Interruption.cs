using System.Runtime.InteropServices;

namespace NetAudit.Shell;

/// <summary>
/// Ctrl-C, SIGTERM and SIGHUP: stop the pipeline; if it doesn't stop in time, or a second signal comes, the process ends.
/// </summary>
/// <remarks>Without a handler, .NET 10 lets a signal end the process at once, and a command's temporary objects would stay.</remarks>
internal sealed class Interruption : IDisposable
{
    private const int Interrupted = 130;
    private const int Terminated = 143;
    private const int HungUp = 129;

    private readonly System.Management.Automation.PowerShell _pipeline;
    private readonly TimeSpan _patience;
    private readonly PosixSignalRegistration[] _signals;
    private Timer? _end;

    public Interruption(System.Management.Automation.PowerShell pipeline, TimeSpan patience)
    {
        (_pipeline, _patience) = (pipeline, patience);
        Console.CancelKeyPress += Stop;
        _signals = [On(PosixSignal.SIGTERM, Terminated), On(PosixSignal.SIGHUP, HungUp)];
    }

    /// <summary>The exit code for the signal; null if none came.</summary>
    public int? ExitCode { get; private set; }

    public void Dispose()
    {
        Console.CancelKeyPress -= Stop;
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _end?.Dispose();
    }

    private PosixSignalRegistration On(PosixSignal signal, int exitCode) =>
        PosixSignalRegistration.Create(
            signal,
            context =>
            {
                context.Cancel = true;
                Stop(exitCode);
            }
        );

    private void Stop(object? sender, ConsoleCancelEventArgs pressed)
    {
        pressed.Cancel = true;
        Stop(Interrupted);
    }

    private void Stop(int exitCode)
    {
        if (ExitCode is { } already)
        {
            Environment.Exit(already);
        }

        ExitCode = exitCode;
        _end = new Timer(_ => Environment.Exit(exitCode), null, _patience, Timeout.InfiniteTimeSpan);
        _ = _pipeline.BeginStop(null, null);
    }
}
