using NetAudit.Collection;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Support;

/// <summary>A lab that a collection of tests shares. If this machine can't have it, the tests are skipped with the reason.</summary>
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
            // xunit doesn't dispose of a fixture that fails here.
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

    /// <summary>Another requirement that this machine lacks; null if it lacks none.</summary>
    private protected virtual string? MissingTool() => null;

    /// <summary>Makes the hosts and their containers.</summary>
    private protected abstract Task SetUpAsync();

    /// <summary>Ends processes that the hosts need until their end. An engine takes minutes to stop if its plugin doesn't answer.</summary>
    private protected virtual ValueTask TearDownAsync() => default;

    private protected Task<DockerHost> AddHostAsync(string name) => lab!.AddHostAsync(name, engine);

    /// <summary>Starts a host's engine and imports the containers' image.</summary>
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

    /// <summary>Waits until a container gets an answer from another by its name.</summary>
    private protected static Task AnswersAsync(DockerHost host, string container, string other) =>
        Tool.UntilAsync($"{other} answers", () => host.TryDockerAsync("exec", container, "ping", "-c", "1", "-W", "1", other));

    /// <summary>A host's snapshot, collected once for all tests that only read.</summary>
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
