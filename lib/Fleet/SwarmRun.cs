using System.Diagnostics;
using NetAudit.Collection.Bundles;
using NetAudit.Collection.Formats;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Fleet;

/// <summary>One run of the job: it is made, each node's bundle is fetched as its task ends, and it is removed.</summary>
internal sealed class SwarmRun(SwarmEngine engine, SwarmCollectionOptions options, Action<SwarmNodeOutcome> receive, ICollectionLog log)
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(3);

    private readonly SwarmService _service = new(engine, log);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var listed = await engine.NodesAsync(cancellationToken).ConfigureAwait(false);
        var nodes = SwarmNodeFacts.Read(
            listed.Content ?? throw SwarmFailure.NoAnswer(engine.Address, "the list of nodes", listed.Status, listed.Refusal)
        );
        await _service.RemoveLeftAsync(cancellationToken).ConfigureAwait(false);
        foreach (var node in nodes.Where(node => !node.TakesTasks))
        {
            receive(new SwarmNodeOutcome(node.Name, null, SwarmFailure.NotTaken(node)));
        }

        NetAuditException? left;
        try
        {
            await _service.CreateAsync(options.Image, options.Timeout, cancellationToken).ConfigureAwait(false);
            await ReadAsync([.. nodes.Where(node => node.TakesTasks)], cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            left = await _service.RemoveAsync().ConfigureAwait(false);
        }

        if (left is not null)
        {
            throw left;
        }
    }

    private async Task ReadAsync(List<SwarmNodeFacts> open, CancellationToken cancellationToken)
    {
        var (clock, total, between) = (Stopwatch.StartNew(), open.Count, s_shortest);
        while (open.Count > 0)
        {
            log.Progress("Reading the swarm's nodes", total - open.Count, total);
            await Task.Delay(between, cancellationToken).ConfigureAwait(false);
            between = between < s_longest ? between + between : s_longest;
            var answer = await engine.TasksAsync(_service.Name, cancellationToken).ConfigureAwait(false);
            var tasks = SwarmJobTask.Read(answer.Content ?? []).ToLookup(task => task.Node);
            foreach (var node in open.ToList())
            {
                if (
                    await OutcomeAsync(node, tasks[node.Id].LastOrDefault(), clock.Elapsed, cancellationToken).ConfigureAwait(false) is
                    { } end
                )
                {
                    open.Remove(node);
                    receive(end);
                }
            }
        }

        log.Progress("Reading the swarm's nodes", total, total);
    }

    /// <summary>A node's outcome; null if it isn't known yet.</summary>
    private async Task<SwarmNodeOutcome?> OutcomeAsync(
        SwarmNodeFacts node,
        SwarmJobTask? task,
        TimeSpan elapsed,
        CancellationToken cancellationToken
    )
    {
        if (task is { IsComplete: true } or { HasFailed: true })
        {
            try
            {
                return new SwarmNodeOutcome(node.Name, await FetchAsync(node, task!, cancellationToken).ConfigureAwait(false), null);
            }
            catch (NetAuditException failure)
            {
                return new SwarmNodeOutcome(node.Name, null, failure);
            }
        }

        return elapsed > options.Timeout ? new SwarmNodeOutcome(node.Name, null, SwarmFailure.TooLate(node, task, options.Timeout)) : null;
    }

    private async Task<HostSnapshot> FetchAsync(SwarmNodeFacts node, SwarmJobTask task, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Timeout);
        TaskLog written;
        try
        {
            var answer = await engine.LogAsync(task.Id, limit.Token).ConfigureAwait(false);
            written = TaskLog.Read(answer.Content ?? []);
            if (answer.Content is null && task.IsComplete)
            {
                throw SwarmFailure.NoBundle(node, $"the manager does not give its log ({answer.Status} {answer.Refusal.TrimEnd('.')})", "");
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw SwarmFailure.NoBundle(node, "its log did not come in time", "");
        }

        var said = SshErrorText.LastLine(written.Errors);
        if (task.HasFailed)
        {
            throw SwarmFailure.Failed(node, task, said, options.Image);
        }

        if (written.Bundle is not { } bundle)
        {
            throw SwarmFailure.NoBundle(node, "its log holds no whole bundle", said);
        }

        log.Verbose($"{node.Name}: {bundle.Length / 1000.0:0.#} kB");
        return ReadBundle(node, bundle, said, cancellationToken);
    }

    private HostSnapshot ReadBundle(SwarmNodeFacts node, byte[] bundle, string said, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream(bundle);
        var files = ArchiveFiles.Read(node.Name, bytes, compressed: true, new BundleBounds(), cancellationToken);
        if (!files.Names.Contains("host/links.json"))
        {
            // A partly read host would look like a broken one.
            throw SwarmFailure.NoLinks(node, options.Image, said);
        }

        var snapshot = BundleReader.Read(files, cancellationToken);
        return snapshot.Engine is null
            ? throw SwarmFailure.NoBundle(node, "its engine did not answer the job", said)
            : snapshot with
            {
                Host = node.Name,
                Origin = new CollectedOrigin($"node {node.Name} of the swarm at {engine.Address}"),
            };
    }
}
