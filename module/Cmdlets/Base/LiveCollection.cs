using System.Management.Automation;
using NetAudit.Collection;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.PowerShell;

/// <summary>
/// Collects from live hosts in the background, several at once, and hands them over in the given order. Only a few wait to be handed over,
/// so that a thousand hosts behind a slow one don't fill the memory.
/// </summary>
internal sealed class LiveCollection(Cmdlet cmdlet, CollectionOptions options)
{
    /// <summary>How many times the limit of hosts may have ended, or be under way, before the first of them is handed over.</summary>
    private const int Ahead = 8;

    private readonly BackgroundWork _work = new(cmdlet);
    private readonly SeenEngines _seen = new();

    /// <summary>Collects, and returns when all hosts were handed over.</summary>
    /// <param name="endpoints">The hosts' endpoints; null stands for the default one.</param>
    /// <param name="receive">Receives a snapshot, on the pipeline's thread.</param>
    /// <param name="refuse">Receives a failure, on the pipeline's thread.</param>
    /// <param name="cancellationToken">Ends the wait at once, without waiting for the background work.</param>
    public void Run(
        IReadOnlyList<string?> endpoints,
        Action<HostSnapshot> receive,
        Action<NetAuditException> refuse,
        CancellationToken cancellationToken
    ) => _work.Run(() => CollectAsync([.. endpoints.Distinct()], receive, refuse, cancellationToken), cancellationToken);

    private async Task CollectAsync(
        IReadOnlyList<string?> endpoints,
        Action<HostSnapshot> receive,
        Action<NetAuditException> refuse,
        CancellationToken cancellationToken
    )
    {
        using var gate = new SemaphoreSlim(options.ThrottleLimit);
        var progress = new HostProgress(_work, endpoints.Count);
        var started = new Queue<(string Endpoint, Task<HostSnapshot> Host)>();
        var next = 0;
        while (next < endpoints.Count || started.Count > 0)
        {
            for (; next < endpoints.Count && started.Count < options.ThrottleLimit * Ahead; next++)
            {
                started.Enqueue((endpoints[next] ?? "the default engine", OneAsync(endpoints[next], progress, gate, cancellationToken)));
            }

            var (endpoint, host) = started.Dequeue();
            try
            {
                var snapshot = await host.ConfigureAwait(false);
                await HandOverAsync(() => HandOver(endpoint, snapshot, receive), cancellationToken).ConfigureAwait(false);
            }
            catch (NetAuditException error)
            {
                await HandOverAsync(() => refuse(error), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<HostSnapshot> OneAsync(
        string? endpoint,
        HostProgress progress,
        SemaphoreSlim gate,
        CancellationToken cancellationToken
    )
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        var name = endpoint ?? "the default engine";
        progress.Begin(name);
        try
        {
            var log = progress.IsOfOne ? _work.Log(0) : _work.LogOf(DisplayText.Scrub(name));
            var host = await LiveHost.CollectAsync(endpoint, options, log, cancellationToken).ConfigureAwait(false);
            return host with { Origin = host.Origin with { DockerHost = endpoint } };
        }
        finally
        {
            progress.End(name);
            gate.Release();
        }
    }

    /// <summary>
    /// Runs an action on the pipeline's thread and waits for it, so that hosts aren't started faster than rows are taken.
    /// </summary>
    private async Task HandOverAsync(Action action, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = cancellationToken.Register(() => done.TrySetCanceled());
        _work.Post(() =>
        {
            try
            {
                action();
            }
            finally
            {
                done.TrySetResult(true);
            }
        });
        await done.Task.ConfigureAwait(false);
    }

    private void HandOver(string endpoint, HostSnapshot host, Action<HostSnapshot> receive)
    {
        if (_seen.FirstNameOf(host, endpoint) is not { } first)
        {
            receive(host);
            return;
        }

        cmdlet.WriteWarning(DisplayText.Scrub($"{endpoint} is the host {host.Host} again, which was read at {first}: it counts once."));
    }
}
