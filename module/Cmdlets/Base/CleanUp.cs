using NetAudit.Model;

namespace NetAudit.PowerShell;

/// <summary>
/// Ends work that made temporary objects. Stopping the pipeline waits until they are removed, and so does the end of the process, if it can
/// (SIGTERM, a second Ctrl-C).
/// </summary>
/// <param name="longest">The time limit.</param>
/// <param name="stop">Cancels the work.</param>
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

    /// <summary>Cancels the work, and waits for it.</summary>
    public void End(Task running)
    {
        stop();
        Await(running);
    }

    /// <summary>Makes the end of the process wait until the result is disposed.</summary>
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
