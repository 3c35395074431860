using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Swarm;

/// <summary>Tests on the shared swarm.</summary>
public abstract class SwarmTests
{
    private protected SwarmTests(SwarmFixture swarm)
    {
        Swarm = swarm;
        Assert.SkipWhen(swarm.Missing is not null, swarm.Missing ?? "");
    }

    private protected SwarmFixture Swarm { get; }

    private protected DockerHost Manager => Swarm.Manager;

    private protected DockerHost Worker => Swarm.Worker;
}
