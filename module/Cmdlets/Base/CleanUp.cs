using NetAudit.Model;

namespace NetAudit.PowerShell;

/// <summary>
/// How work that made something is ended: the pipeline's stop waits until it was removed, and so does the process, where it can (SIGTERM, a
/// second Ctrl-C).
/// </summary>
/// <param name="longest">How long it may take.</param>
/// <param name="stop">Tells the work to end.</param>
/// <param name="tell">Reports what could not be removed. Nothing can be written to a pipeline that is stopped.</param>
internal sealed class CleanUp(TimeSpan longest, Action stop, Action<NetAuditException> tell)
{
    private int _told;

    /// <summary>Waits until the work has ended, and reports what it left.</summary>
    public void Await(Task running)
    {
        try
        {
            _ = running.Wait(longest);
        }
        catch (AggregateException ended)
        {
            if (
                ended.Flatten().InnerExceptions.OfType<NetAuditException>().FirstOrDefault() is { } left
                && Interlocked.Exchange(ref _told, 1) == 0
            )
            {
                tell(left);
            }
        }
    }

    /// <summary>Tells the work to end, and waits for it.</summary>
    public void End(Task running)
    {
        stop();
        Await(running);
    }

    /// <summary>Has the process's end wait, as long as the result isn't disposed.</summary>
    public IDisposable Watch(Task running) => new ProcessEnd(() => End(running));

    private sealed class ProcessEnd : IDisposable
    {
        private readonly EventHandler _end;

        public ProcessEnd(Action end)
        {
            _end = (_, _) => end();
            AppDomain.CurrentDomain.ProcessExit += _end;
        }

        public void Dispose() => AppDomain.CurrentDomain.ProcessExit -= _end;
    }
}
