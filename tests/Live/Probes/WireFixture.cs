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
        await Manager.DockerAsync("swarm", "init", "--advertise-addr", Manager.Address);
        var token = await Manager.DockerAsync("swarm", "join-token", "-q", "worker");
        await Worker.DockerAsync("swarm", "join", "--advertise-addr", Worker.Address, "--token", token, Manager.Address + ":2377");
        await Manager.DockerAsync("network", "create", "-d", "overlay", "--attachable", "clear");
        await Manager.DockerAsync("network", "create", "-d", "overlay", "--attachable", "--opt", "encrypted", "sealed");
        foreach (var network in new[] { "clear", "sealed" })
        {
            await Manager.RunContainerAsync($"{network}-near", "--network", network);
            await Worker.RunContainerAsync($"{network}-far", "--network", network);
        }

        await Tool.UntilAsync("clear-far answers", () => Manager.TryDockerAsync("exec", "clear-near", "ping", "-c", "1", "-W", "1", "clear-far"));
    }

    private static async Task StartAsync(DockerHost host)
    {
        await host.StartEngineAsync();
        await host.ImportImageAsync();
    }
}

[CollectionDefinition(nameof(WireFixture))]
public sealed class WireFixtureCollection : ICollectionFixture<WireFixture>;
