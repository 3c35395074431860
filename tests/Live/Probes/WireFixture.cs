using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Probes;

/// <summary>Two hosts in one swarm, with a container each on a plain and on an encrypted network.</summary>
public sealed class WireFixture() : LabFixture(EngineKind.Installed)
{
    internal DockerHost Manager { get; private set; } = null!;

    internal DockerHost Worker { get; private set; } = null!;

    private protected override async Task SetUpAsync()
    {
        Manager = await AddHostAsync("xm1");
        Worker = await AddHostAsync("xw1");
        await Task.WhenAll(StartAsync(Manager), StartAsync(Worker));
        await JoinAsync(Manager, Worker);
        await Manager.DockerAsync("network", "create", "-d", "overlay", "--attachable", "clear");
        await Manager.DockerAsync("network", "create", "-d", "overlay", "--attachable", "--opt", "encrypted", "sealed");
        foreach (var network in new[] { "clear", "sealed" })
        {
            await Manager.RunContainerAsync($"{network}-near", "--network", network);
            await Worker.RunContainerAsync($"{network}-far", "--network", network);
        }

        await AnswersAsync(Manager, "clear-near", "clear-far");
    }
}

[CollectionDefinition(nameof(WireFixture))]
public sealed class WireFixtureCollection : ICollectionFixture<WireFixture>;
