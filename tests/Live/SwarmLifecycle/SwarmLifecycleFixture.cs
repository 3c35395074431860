using NetAudit.Live.Tests.Support;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.SwarmLifecycle;

/// <summary>One host through the life of a swarm: a snapshot of each stage.</summary>
public abstract class SwarmLifecycleFixture : LabFixture
{
    private protected SwarmLifecycleFixture(EngineKind engine)
        : base(engine) { }

    /// <summary>An engine, a bridge, containers.</summary>
    internal HostSnapshot Before { get; private set; } = null!;

    /// <summary>A swarm of one with an overlay network that nobody is on.</summary>
    internal HostSnapshot Ready { get; private set; } = null!;

    /// <summary>Its engine was started anew, and its manager is locked.</summary>
    internal HostSnapshot Locked { get; private set; } = null!;

    /// <summary>The host has left.</summary>
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

/// <summary>On this machine's engine.</summary>
public sealed class InstalledSwarmLifecycle() : SwarmLifecycleFixture(EngineKind.Installed);

/// <summary>On a current engine.</summary>
public sealed class SidSwarmLifecycle() : SwarmLifecycleFixture(EngineKind.Sid);
