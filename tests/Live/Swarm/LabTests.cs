namespace NetAudit.Live.Tests.Swarm;

/// <summary>The lab itself: names resolve and hosts reach each other, so that what the audit says of them can be held against it.</summary>
public abstract class LabTests
{
    private readonly SwarmFixture swarm;

    private protected LabTests(SwarmFixture swarm)
    {
        this.swarm = swarm;
        Assert.SkipWhen(swarm.Missing is not null, swarm.Missing ?? "");
    }

    [Fact]
    public async Task A_container_finds_one_on_the_other_host_by_name()
    {
        var answer = await swarm.Manager.DockerAsync("exec", "c1", "nslookup", "c2");
        Assert.Contains(await swarm.Worker.DockerAsync("inspect", "-f", "{{.NetworkSettings.Networks.ov1.IPAddress}}", "c2"), answer, StringComparison.Ordinal);
    }
}

[Collection(nameof(InstalledSwarm))]
public sealed class InstalledLabTests(InstalledSwarm swarm) : LabTests(swarm);

[Collection(nameof(SidSwarm))]
public sealed class SidLabTests(SidSwarm swarm) : LabTests(swarm);
