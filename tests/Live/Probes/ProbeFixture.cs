using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Probes;

/// <summary>Two hosts in one swarm: containers on three networks, isolated from each other, and one on the default bridge.</summary>
public sealed class ProbeFixture() : LabFixture(EngineKind.Installed)
{
    internal DockerHost Manager { get; private set; } = null!;

    internal DockerHost Worker { get; private set; } = null!;

    private protected override async Task SetUpAsync()
    {
        Manager = await AddHostAsync("pm1");
        Worker = await AddHostAsync("pw1");
        await Task.WhenAll(StartAsync(Manager), StartAsync(Worker));
        await Manager.DockerAsync("swarm", "init", "--advertise-addr", Manager.Address);
        var token = await Manager.DockerAsync("swarm", "join-token", "-q", "worker");
        await Worker.DockerAsync("swarm", "join", "--advertise-addr", Worker.Address, "--token", token, Manager.Address + ":2377");
        foreach (var network in new[] { "ova", "ovb", "ovc" })
        {
            await Manager.DockerAsync("network", "create", "-d", "overlay", "--attachable", network);
        }

        for (var number = 0; number < 20; number++)
        {
            var network = new[] { "ova", "ovb", "ovc" }[number % 3];
            await Manager.RunContainerAsync($"{network}-{number / 3}", "--network", network, "--network-alias", $"alias-{number}");
        }

        await Worker.RunContainerAsync("far", "--network", "ova");
        await Tool.UntilAsync("far answers", () => Manager.TryDockerAsync("exec", "ova-0", "ping", "-c", "1", "-W", "1", "far"));
    }

    private static async Task StartAsync(DockerHost host)
    {
        await host.StartEngineAsync();
        await host.ImportImageAsync();
    }
}

[CollectionDefinition(nameof(ProbeFixture))]
public sealed class ProbeFixtureCollection : ICollectionFixture<ProbeFixture>;
