using NetAudit.Audit;
using NetAudit.Live.Tests.Support;
using NetAudit.Model;

namespace NetAudit.Live.Tests.Life;

/// <summary>What is said of a host before, in, and after a swarm.</summary>
public abstract class LifeTests
{
    private const string Overlay = "DockerOverlay";
    private readonly LifeFixture life;

    private protected LifeTests(LifeFixture life)
    {
        this.life = life;
        Assert.SkipWhen(life.Missing is not null, life.Missing ?? "");
    }

    [Fact]
    public void Before_the_swarm_there_is_no_solution_and_no_row()
    {
        Assert.Empty(HostAudit.Detect(life.Before));
        Assert.Empty(Asked.Features(life.Before));
        Assert.Empty(HostAudit.FindSolutions(life.Before));
    }

    [Fact]
    public void A_swarm_that_no_container_uses_is_idle()
    {
        Assert.Equal(nameof(SolutionState.Idle), Asked.Solution(life.Ready, Overlay).State);
        Assert.Equal(10, Asked.Features(life.Ready).Count);
    }

    [Fact]
    public void A_locked_manager_s_network_is_stopped()
    {
        Assert.Equal("locked", life.Locked.Engine!.Swarm!.LocalNodeState);
        Assert.Equal(nameof(SolutionState.Stopped), Asked.Solution(life.Locked, Overlay).State);
    }

    [Fact]
    public void After_leaving_only_a_leftover_is_told()
    {
        Assert.Equal("inactive", life.Left.Engine!.Swarm!.LocalNodeState);
        Assert.Equal(nameof(SolutionState.Leftover), Asked.Solution(life.Left, Overlay).State);
    }
}

public sealed class LifeOnInstalledEngine(InstalledLife life) : LifeTests(life), IClassFixture<InstalledLife>;

public sealed class LifeOnSidEngine(SidLife life) : LifeTests(life), IClassFixture<SidLife>;
