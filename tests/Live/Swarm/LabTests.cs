namespace NetAudit.Live.Tests.Swarm;

/// <summary>
/// The lab itself: names resolve and hosts reach each other, so that the audit's answers can be compared with them.
/// </summary>
public abstract class LabTests : SwarmTests
{
    private protected LabTests(SwarmFixture swarm)
        : base(swarm) { }

    [Fact]
    public async Task A_container_finds_one_on_the_other_host_by_name()
    {
        var answer = await Manager.DockerAsync("exec", "c1", "nslookup", "c2");
        Assert.Contains(
            await Worker.DockerAsync("inspect", "-f", "{{.NetworkSettings.Networks.ov1.IPAddress}}", "c2"),
            answer,
            StringComparison.Ordinal
        );
    }
}
