using NetAudit.Live.Tests.Support;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.SwarmLifecycle;

/// <summary>One host through the life of a swarm, with a snapshot of each stage.</summary>
public abstract class SwarmLifecycleFixture : LabFixture
{
    private protected SwarmLifecycleFixture(EngineKind engine)
        : base(engine) { }

    /// <summary>The host before the swarm: an engine, a bridge, containers.</summary>
    internal HostSnapshot Before { get; private set; } = null!;

    /// <summary>The host in a swarm of one, with an unused overlay network.</summary>
    internal HostSnapshot Ready { get; private set; } = null!;

    /// <summary>The host after its engine's restart, with its manager locked.</summary>
    internal HostSnapshot Locked { get; private set; } = null!;

    /// <summary>The host after it left the swarm.</summary>
    internal HostSnapshot Left { get; private set; } = null!;

    private protected override async Task SetUpAsync()
    {
        var host = await AddHostAsync("life");
        await host.StartEngineAsync();
        await host.ImportImageAsync();
        await host.DockerAsync("network", "create", "br1");
        await host.RunContainerAsync("b1", "--network", "br1");
        Before = await CollectAsync(host);
        await host.DockerAsync("swarm", "init", "--autolock", "--advertise-addr", host.Address);
        await host.DockerAsync("network", "create", "-d", "overlay", "--attachable", "ov1");
        Ready = await CollectAsync(host);
        await host.RunContainerAsync("c1", "--network", "ov1");
        await host.DockerAsync("rm", "-f", "b1", "c1");
        await host.StopEngineAsync();
        await host.StartEngineAsync();
        await Tool.UntilAsync(
            "the manager is locked",
            async () =>
            {
                var state = await host.TryDockerAsync("info", "-f", "{{.Swarm.LocalNodeState}}");
                return state with { ExitCode = state.Output.Trim() == "locked" ? 0 : 1 };
            }
        );
        Locked = await CollectAsync(host);
        await host.DockerAsync("swarm", "leave", "--force");
        Left = await CollectAsync(host);
    }
}

/// <summary>The host on this machine's engine.</summary>
public sealed class InstalledSwarmLifecycle() : SwarmLifecycleFixture(EngineKind.Installed);

/// <summary>The host on a current engine.</summary>
public sealed class SidSwarmLifecycle() : SwarmLifecycleFixture(EngineKind.Sid);
