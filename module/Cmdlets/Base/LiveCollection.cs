using System.Collections.Concurrent;
using System.Management.Automation;
using NetAudit.Collection;
using NetAudit.Snapshots;

namespace NetAudit.PowerShell;

/// <summary>
/// Collects from live hosts in the background. A cmdlet may only write on the pipeline's thread, so all that the background has
/// to say comes there through a queue.
/// </summary>
internal sealed class LiveCollection(Cmdlet cmdlet, CollectionOptions options)
{
    // Never completed: a straggler may still report after the pipeline was stopped. A null ends it.
    private readonly BlockingCollection<Action?> _pipeline = [];

    /// <summary>Collects, and returns when all hosts were handed over, in the order given.</summary>
    /// <param name="endpoints">The engines' endpoints; null stands for the default one.</param>
    /// <param name="receive">Takes a snapshot, on the pipeline's thread.</param>
    /// <param name="refuse">Takes a failure, on the pipeline's thread.</param>
    /// <param name="cancellationToken">Ends the wait at once, whatever the background does.</param>
    public void Run(IReadOnlyList<string?> endpoints, Action<HostSnapshot> receive, Action<NetAuditException> refuse, CancellationToken cancellationToken)
    {
        var work = Task.Run(() => CollectAsync(endpoints, receive, refuse, cancellationToken), cancellationToken);
        try
        {
            while (_pipeline.Take(cancellationToken) is { } write)
            {
                write();
            }

            work.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    private async Task CollectAsync(IReadOnlyList<string?> endpoints, Action<HostSnapshot> receive, Action<NetAuditException> refuse, CancellationToken cancellationToken)
    {
        try
        {
            using var gate = new SemaphoreSlim(options.ThrottleLimit);
            foreach (var host in endpoints.Select((endpoint, index) => OneAsync(endpoint, index, gate, cancellationToken)).ToList())
            {
                try
                {
                    var snapshot = await host.ConfigureAwait(false);
                    _pipeline.Add(() => receive(snapshot), CancellationToken.None);
                }
                catch (NetAuditException error)
                {
                    _pipeline.Add(() => refuse(error), CancellationToken.None);
                }
            }
        }
        finally
        {
            _pipeline.Add(null, CancellationToken.None);
        }
    }

    private async Task<HostSnapshot> OneAsync(string? endpoint, int index, SemaphoreSlim gate, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await LiveHost.CollectAsync(endpoint, options, new Log(_pipeline, cmdlet, index), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    private sealed class Log(BlockingCollection<Action?> pipeline, Cmdlet cmdlet, int index) : ICollectionLog
    {
        public void Verbose(string message) => pipeline.Add(() => cmdlet.WriteVerbose(DisplayText.Message(message)));

        public void Progress(string activity, int done, int total) => pipeline.Add(() => cmdlet.WriteProgress(
            new ProgressRecord(index, DisplayText.Scrub(activity), $"{done} of {total}")
            {
                PercentComplete = total > 0 ? Math.Min(100, 100 * done / total) : -1,
                RecordType = done >= total ? ProgressRecordType.Completed : ProgressRecordType.Processing,
            }));
    }
}
