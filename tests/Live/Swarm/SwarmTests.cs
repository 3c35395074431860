using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Swarm;

/// <summary>Tests on the shared swarm.</summary>
public abstract class SwarmTests : LabTestBase<SwarmFixture>
{
    private protected SwarmTests(SwarmFixture swarm)
        : base(swarm) { }

    private protected DockerHost Manager => Lab.Manager;

    private protected DockerHost Worker => Lab.Worker;
}
