using NetAudit.Collection.Linux.Processes;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Collection.Linux.Processes;

public sealed class ContainerProcessesTests
{
    [Fact]
    public void The_oldest_process_stands_for_a_container()
    {
        var found = Find([Running("c1")], [Process(30, 300, "c1"), Process(10, 100), Process(20, 200, "c1")]);

        Assert.Equal(20, Assert.Single(found).Value.Pid);
    }

    [Fact]
    public void A_process_of_a_container_inside_a_container_belongs_to_the_one_that_this_engine_knows()
    {
        var inner = Process(20, 100, "outer", "inner");

        Assert.Equal(["inner"], Find([Running("inner")], [inner]).Keys);
        Assert.Equal(["outer"], Find([Running("outer")], [inner]).Keys);
        Assert.Equal(["inner"], Find([Running("outer"), Running("inner")], [inner]).Keys);
    }

    [Fact]
    public void Stopped_containers_have_no_process() =>
        Assert.Empty(
            Find(
                [
                    new Container
                    {
                        Id = "c1",
                        Name = "c1",
                        State = "exited",
                        Pid = 20,
                    },
                ],
                [Process(20, 100, "c1")],
                pidsAgree: true
            )
        );

    [Fact]
    public void The_engines_process_id_counts_only_where_it_numbers_as_we_do()
    {
        var container = Running("c1") with { Pid = 40 };
        ProcessEntry[] processes = [Process(20, 100, "c1"), Process(40, 400)];

        Assert.Equal(40, Find([container], processes, pidsAgree: true)["c1"].Pid);
        Assert.Equal(20, Find([container], processes)["c1"].Pid);
    }

    private static IReadOnlyDictionary<string, ProcessEntry> Find(
        Container[] containers,
        ProcessEntry[] processes,
        bool pidsAgree = false
    ) => ContainerProcesses.Find(containers, processes, pidsAgree);

    private static Container Running(string id) =>
        new()
        {
            Id = id,
            Name = id,
            State = "running",
        };

    private static ProcessEntry Process(int pid, ulong startTime, params string[] containers) =>
        new()
        {
            Pid = pid,
            Name = "sleep",
            StartTime = startTime,
            ContainerIds = containers,
        };
}
