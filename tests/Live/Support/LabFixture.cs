using NetAudit.Collection;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Support;

/// <summary>A lab that a collection of tests shares. Where it can't be had on this machine, it says why, and its tests are skipped.</summary>
public abstract class LabFixture : IAsyncLifetime
{
    private readonly EngineKind engine;
    private readonly Dictionary<string, HostSnapshot> snapshots = [];
    private Lab? lab;

    private protected LabFixture(EngineKind engine) => this.engine = engine;

    internal string? Missing { get; private set; }

    internal Lab Lab => lab!;

    public async ValueTask InitializeAsync()
    {
        Missing = engine.Missing();
        if (Missing is not null)
        {
            return;
        }

        try
        {
            lab = await Lab.CreateAsync();
            await SetUpAsync();
        }
        catch
        {
            // A fixture that fails here is not disposed of by its runner.
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (lab is not null)
        {
            await lab.DisposeAsync();
            lab = null;
            await TearDownAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Makes the hosts and what runs on them.</summary>
    private protected abstract Task SetUpAsync();

    /// <summary>Ends what the hosts need until their end: an engine whose plugin doesn't answer takes minutes to stop.</summary>
    private protected virtual ValueTask TearDownAsync() => default;

    private protected Task<DockerHost> AddHostAsync(string name) => lab!.AddHostAsync(name, engine);

    /// <summary>A host's snapshot, collected once; for tests that only read.</summary>
    internal async Task<HostSnapshot> SnapshotAsync(DockerHost host)
    {
        if (!snapshots.TryGetValue(host.Name, out var snapshot))
        {
            snapshots[host.Name] = snapshot = await CollectAsync(host);
        }

        return snapshot;
    }

    internal static Task<HostSnapshot> CollectAsync(DockerHost host) =>
        LiveHost.CollectAsync(host.Uri, new CollectionOptions(), new NullCollectionLog(), TestContext.Current.CancellationToken);
}
