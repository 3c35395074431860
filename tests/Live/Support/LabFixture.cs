using NetAudit.Collection;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Support;

/// <summary>
/// A lab that a collection of tests shares. Where it can't be had on this machine, it says why, and its tests are skipped.
/// </summary>
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
        Missing = engine.Missing() ?? MissingTool();
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

    /// <summary>What else it lacks on this machine; null if nothing.</summary>
    private protected virtual string? MissingTool() => null;

    /// <summary>Makes the hosts and what runs on them.</summary>
    private protected abstract Task SetUpAsync();

    /// <summary>Ends what the hosts need until their end: an engine whose plugin doesn't answer takes minutes to stop.</summary>
    private protected virtual ValueTask TearDownAsync() => default;

    private protected Task<DockerHost> AddHostAsync(string name) => lab!.AddHostAsync(name, engine);

    /// <summary>Starts a host's engine, and gives it the image that containers are made of.</summary>
    private protected static async Task StartAsync(DockerHost host, params string[] engineArguments)
    {
        await host.StartEngineAsync(engineArguments);
        await host.ImportImageAsync();
    }

    /// <summary>Makes a swarm of two hosts.</summary>
    private protected static async Task JoinAsync(DockerHost manager, DockerHost worker)
    {
        await manager.DockerAsync("swarm", "init", "--advertise-addr", manager.Address);
        var token = await manager.DockerAsync("swarm", "join-token", "-q", "worker");
        await worker.DockerAsync("swarm", "join", "--advertise-addr", worker.Address, "--token", token, manager.Address + ":2377");
    }

    /// <summary>Waits until a container answers another by its name.</summary>
    private protected static Task AnswersAsync(DockerHost host, string container, string other) =>
        Tool.UntilAsync($"{other} answers", () => host.TryDockerAsync("exec", container, "ping", "-c", "1", "-W", "1", other));

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
