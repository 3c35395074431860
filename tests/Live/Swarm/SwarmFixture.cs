using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Swarm;

/// <summary>Two hosts in one swarm, with a network of each kind and containers on them.</summary>
public abstract class SwarmFixture : LabFixture
{
    private protected SwarmFixture(EngineKind engine)
        : base(engine) { }

    internal DockerHost Manager { get; private set; } = null!;

    internal DockerHost Worker { get; private set; } = null!;

    private protected override async Task SetUpAsync()
    {
        Manager = await AddHostAsync("m1");
        Worker = await AddHostAsync("w1");
        await Task.WhenAll(StartAsync(Manager), StartAsync(Worker));
        await JoinAsync(Manager, Worker);
        await MakeNetworksAsync();
        await MakeContainersAsync();
    }

    private async Task MakeNetworksAsync()
    {
        foreach (
            var network in new string[][]
            {
                ["-d", "overlay", "--attachable", "ov1"],
                ["-d", "overlay", "--attachable", "--opt", "encrypted", "ovenc"],
                ["-d", "overlay", "--attachable", "--internal", "ovint"],
                ["-d", "overlay", "--attachable", "--subnet", "10.50.1.0/24", "--subnet", "10.50.2.0/24", "ovtwo"],
                ["br1"],
                ["--internal", "brint"],
                ["--ipv6", "--subnet", "10.61.0.0/24", "--subnet", "fd00:61::/64", "br6"],
                ["-d", "macvlan", "-o", "parent=eth0", "--subnet", "10.98.0.0/24", "mac1"],
                ["--config-only", "--subnet", "10.97.0.0/24", "conf1"],
                ["--config-from", "conf1", "from1"],
            }
        )
        {
            await Manager.DockerAsync(["network", "create", .. network]);
        }
    }

    private async Task MakeContainersAsync()
    {
        foreach (
            var (name, network) in new[]
            {
                ("c1", "ov1"),
                ("enc1", "ovenc"),
                ("int1", "ovint"),
                ("two1", "ovtwo"),
                ("b1", "br1"),
                ("bint1", "brint"),
                ("b6", "br6"),
                ("m1", "mac1"),
                ("f1", "from1"),
                ("default1", "bridge"),
                ("none1", "none"),
                ("host1", "host"),
                ("share1", "container:c1"),
                ("many1", "ov1"),
                ("stopped1", "ov1"),
            }
        )
        {
            await Manager.RunContainerAsync(name, "--network", network);
        }

        await Manager.DockerAsync("network", "connect", "br1", "many1");
        await Manager.DockerAsync("network", "connect", "br6", "many1");
        await Manager.DockerAsync("kill", "stopped1");
        await Manager.DockerAsync("create", "--name", "created1", "--network", "ov1", BusyboxImage.Name, "/bin/true");
        await Worker.RunContainerAsync("c2", "--network", "ov1");
        await AnswersAsync(Manager, "c1", "c2");
    }
}

/// <summary>The swarm on this machine's engine.</summary>
public sealed class InstalledSwarm() : SwarmFixture(EngineKind.Installed);

/// <summary>The swarm on a current engine.</summary>
public sealed class SidSwarm() : SwarmFixture(EngineKind.Sid);

[CollectionDefinition(nameof(InstalledSwarm))]
public sealed class InstalledSwarmCollection : ICollectionFixture<InstalledSwarm>;

[CollectionDefinition(nameof(SidSwarm))]
public sealed class SidSwarmCollection : ICollectionFixture<SidSwarm>;
