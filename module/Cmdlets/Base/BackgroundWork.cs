using System.Collections.Concurrent;
using System.Management.Automation;
using NetAudit.Model;

namespace NetAudit.PowerShell;

/// <summary>
/// Background work of a cmdlet. A cmdlet may only write on the pipeline's thread, so the background's output goes there through a queue.
/// </summary>
internal sealed class BackgroundWork(Cmdlet cmdlet)
{
    // Never completed: work may still report after the pipeline was stopped. A null ends it.
    private readonly BlockingCollection<Action?> _pipeline = [];

    private readonly Dictionary<int, ProgressRecord> _bars = [];

    /// <summary>Runs the work, and returns when it has ended and all its posted actions have run.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Ends the wait at once, unless the work must clean up.</param>
    /// <param name="cleanUp">How the work cleans up when it is cancelled; null if it leaves nothing.</param>
    public void Run(Func<Task> work, CancellationToken cancellationToken, CleanUp? cleanUp = null)
    {
        var running = Task.Run(() => EndingAsync(work), cancellationToken);
        using var end = cleanUp?.Watch(running);
        try
        {
            while (_pipeline.Take(cancellationToken) is { } write)
            {
                write();
            }

            foreach (var bar in _bars.Values.ToList())
            {
                Close(bar);
            }

            running.GetAwaiter().GetResult();
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            cleanUp?.Await(running);
            throw new PipelineStoppedException();
        }
        catch when (!running.IsCompleted)
        {
            // Writing may throw too, for example if the preference for verbose messages is Stop.
            cleanUp?.End(running);
            throw;
        }
    }

    /// <summary>Queues an action for the pipeline's thread.</summary>
    public void Post(Action action) => _pipeline.Add(action, CancellationToken.None);

    /// <summary>
    /// Removes a progress bar that wasn't completed, as after a failure. Otherwise PowerShell would show it until the script ends.
    /// </summary>
    public void CloseBar(int activity) =>
        Post(() =>
        {
            if (_bars.TryGetValue(activity, out var bar))
            {
                Close(bar);
            }
        });

    /// <summary>A log that writes to the cmdlet.</summary>
    /// <param name="activity">The number of its progress bar.</param>
    public ICollectionLog Log(int activity) => new PipelineLog(this, cmdlet, activity);

    /// <summary>A log for one host among several: its messages begin with the host, and it has no progress bar.</summary>
    public ICollectionLog LogOf(string host) => new HostLog(this, cmdlet, host);

    /// <summary>Shows how many of several things are done, and which are under way.</summary>
    public void ShowProgress(string activity, string status, int done, int total) =>
        Post(() =>
            Show(
                new ProgressRecord(0, activity, DisplayText.Scrub(status))
                {
                    PercentComplete = 100 * done / total,
                    RecordType = done >= total ? ProgressRecordType.Completed : ProgressRecordType.Processing,
                }
            )
        );

    private void Show(ProgressRecord bar)
    {
        if (bar.RecordType == ProgressRecordType.Completed)
        {
            _ = _bars.Remove(bar.ActivityId);
        }
        else
        {
            _bars[bar.ActivityId] = bar;
        }

        cmdlet.WriteProgress(bar);
    }

    private void Close(ProgressRecord bar) =>
        Show(
            new ProgressRecord(bar.ActivityId, bar.Activity, bar.StatusDescription)
            {
                PercentComplete = bar.PercentComplete,
                RecordType = ProgressRecordType.Completed,
            }
        );

    private async Task EndingAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        finally
        {
            _pipeline.Add(null, CancellationToken.None);
        }
    }

    private sealed class PipelineLog(BackgroundWork work, Cmdlet cmdlet, int index) : ICollectionLog
    {
        public void Verbose(string message) => work.Post(() => cmdlet.WriteVerbose(DisplayText.Message(message)));

        public void Warning(string message) => work.Post(() => cmdlet.WriteWarning(DisplayText.Message(message)));

        public void Progress(string activity, int done, int total) =>
            work.Post(() =>
                work.Show(
                    new ProgressRecord(index, DisplayText.Scrub(activity), $"{done} of {total}")
                    {
                        PercentComplete = total > 0 ? Math.Min(100, 100 * done / total) : -1,
                        RecordType = done >= total ? ProgressRecordType.Completed : ProgressRecordType.Processing,
                    }
                )
            );
    }

    private sealed class HostLog(BackgroundWork work, Cmdlet cmdlet, string host) : ICollectionLog
    {
        public void Verbose(string message) => work.Post(() => cmdlet.WriteVerbose(DisplayText.Message($"{host}: {message}")));

        public void Warning(string message) => work.Post(() => cmdlet.WriteWarning(DisplayText.Message($"{host}: {message}")));

        public void Progress(string activity, int done, int total) { }
    }
}
