using System.Management.Automation;
using NetAudit.Collection;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.PowerShell;

/// <summary>Collects from live hosts in the background.</summary>
internal sealed class LiveCollection(Cmdlet cmdlet, CollectionOptions options)
{
    private readonly BackgroundWork _work = new(cmdlet);

    /// <summary>Collects, and returns when all hosts were handed over, in the order given.</summary>
    /// <param name="endpoints">The engines' endpoints; null stands for the default one.</param>
    /// <param name="receive">Takes a snapshot, on the pipeline's thread.</param>
    /// <param name="refuse">Takes a failure, on the pipeline's thread.</param>
    /// <param name="cancellationToken">Ends the wait at once, whatever the background does.</param>
    public void Run(
        IReadOnlyList<string?> endpoints,
        Action<HostSnapshot> receive,
        Action<NetAuditException> refuse,
        CancellationToken cancellationToken
    ) => _work.Run(() => CollectAsync(endpoints, receive, refuse, cancellationToken), cancellationToken);

    private async Task CollectAsync(
        IReadOnlyList<string?> endpoints,
        Action<HostSnapshot> receive,
        Action<NetAuditException> refuse,
        CancellationToken cancellationToken
    )
    {
        using var gate = new SemaphoreSlim(options.ThrottleLimit);
        foreach (var host in endpoints.Select((endpoint, index) => OneAsync(endpoint, index, gate, cancellationToken)).ToList())
        {
            try
            {
                var snapshot = await host.ConfigureAwait(false);
                _work.Post(() => receive(snapshot));
            }
            catch (NetAuditException error)
            {
                _work.Post(() => refuse(error));
            }
        }
    }

    private async Task<HostSnapshot> OneAsync(string? endpoint, int index, SemaphoreSlim gate, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await LiveHost.CollectAsync(endpoint, options, _work.Log(index), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _work.CloseBar(index);
            gate.Release();
        }
    }
}
