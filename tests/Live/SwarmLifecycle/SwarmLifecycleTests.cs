using NetAudit.Live.Tests.Support;
using NetAudit.Model;
using NetAudit.Rows;

namespace NetAudit.Live.Tests.SwarmLifecycle;

/// <summary>The audit of a host before, in, and after a swarm.</summary>
public abstract class SwarmLifecycleTests : LabTestBase<SwarmLifecycleFixture>
{
    private const string Overlay = "DockerOverlay";

    private protected SwarmLifecycleTests(SwarmLifecycleFixture life)
        : base(life) { }

    [Fact]
    public void Before_the_swarm_there_is_no_solution_and_no_row()
    {
        Assert.Empty(HostAudit.Detect(Lab.Before));
        Assert.Empty(AuditRows.Features(Lab.Before));
        Assert.Empty(HostAudit.FindSolutions(Lab.Before));
    }

    [Fact]
    public void A_swarm_that_no_container_uses_is_idle()
    {
        Assert.Equal(nameof(SolutionState.Idle), AuditRows.Solution(Lab.Ready, Overlay).State);
        Assert.Equal(10, AuditRows.Features(Lab.Ready).Count);
    }

    [Fact]
    public void A_locked_manager_s_network_is_stopped()
    {
        Assert.Equal("locked", Lab.Locked.Engine!.Swarm!.LocalNodeState);
        Assert.Equal(nameof(SolutionState.Stopped), AuditRows.Solution(Lab.Locked, Overlay).State);
    }

    [Fact]
    public void After_leaving_only_a_leftover_is_told()
    {
        Assert.Equal("inactive", Lab.Left.Engine!.Swarm!.LocalNodeState);
        Assert.Equal(nameof(SolutionState.Leftover), AuditRows.Solution(Lab.Left, Overlay).State);
    }
}

public sealed class SwarmLifecycleOnInstalledEngine(InstalledSwarmLifecycle life)
    : SwarmLifecycleTests(life),
        IClassFixture<InstalledSwarmLifecycle>;

public sealed class SwarmLifecycleOnSidEngine(SidSwarmLifecycle life) : SwarmLifecycleTests(life), IClassFixture<SidSwarmLifecycle>;
