using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>Tasks that the swarm could not start.</summary>
public sealed class RejectedTaskTests
{
    private static readonly SwarmTask Rejected = new()
    {
        Id = "t1",
        ServiceId = "b18ledkmzurg3vdlone8p19is",
        Slot = 3,
        State = "rejected",
        Error = "network sandbox join failed",
        ErrorKind = EngineErrorKind.Network,
    };

    [Fact]
    public void The_engines_words_are_shown()
    {
        var finding = Assert.Single(With(Rejected).Find<RejectedTask>());
        Assert.Equal("1 task of service web can't start. The engine says: network sandbox join failed", finding.Message);
    }

    [Fact]
    public void A_task_that_runs_in_its_place_ends_it() =>
        Assert.Empty(With(Rejected, Rejected with { Id = "t2", State = "running", Error = null, ErrorKind = null }).Find<RejectedTask>());

    [Fact]
    public void A_program_that_ended_is_another_matter() =>
        Assert.Empty(
            With(Rejected with { State = "failed", Error = "task: non-zero exit (1)", ErrorKind = EngineErrorKind.Other })
                .Find<RejectedTask>()
        );

    private static HostSnapshot With(params SwarmTask[] tasks) => SwarmHost.Sound.WithEngine(engine => engine with { Tasks = tasks });
}
