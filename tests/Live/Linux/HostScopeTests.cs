using NetAudit.Collection.Linux;
using NetAudit.Collection.Linux.Processes;
using NetAudit.Live.Tests.Support;
using NetAudit.Platform;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Linux;

/// <summary>The processes of one host, on a machine whose hosts all share one pid namespace.</summary>
public sealed class HostScopeTests
{
    public HostScopeTests()
    {
        Assert.SkipWhen(TemporaryNamespace.WhyNot() is not null, TemporaryNamespace.WhyNot() ?? "");
        Assert.SkipWhen(NamedProcess.WhyNot() is not null, NamedProcess.WhyNot() ?? "");
    }

    [Fact]
    public async Task Only_processes_in_the_engines_namespace_are_its_hosts()
    {
        await using var ours = await TemporaryNamespace.CreateAsync("netaudit-lxours");
        await using var theirs = await TemporaryNamespace.CreateAsync("netaudit-lxtheirs");
        using var engine = NamedProcess.Start("dockerd", "1", ours);
        using var agent = NamedProcess.Start("flanneld", "1", ours);
        using var other = NamedProcess.Start("flanneld", "1", theirs);
        using var outside = NamedProcess.Start("flanneld", "1");
        using var scope = Scope(engine);

        Assert.Equal(
            new[] { (engine.Pid, "dockerd"), (agent.Pid, "flanneld") }.Order(),
            scope.ReadProcesses()!.Select(process => (process.Pid, process.Name))
        );
    }

    [Fact]
    public async Task Sockets_are_opened_inside_the_engines_namespace()
    {
        await using var inside = await TemporaryNamespace.CreateAsync("netaudit-lxinside");
        await inside.IpAsync("link add lxbr type bridge");
        using var engine = NamedProcess.Start("dockerd", "1", inside);
        using var scope = Scope(engine);

        var sockets = scope.OpenSockets(NamespaceReader.Sockets);
        var seen = new NamespaceReader().Read(sockets, _ => null);
        NamespaceSockets.CloseAll(sockets);
        Assert.Equal(["lo", "lxbr"], seen.Links!.Select(link => link.Name));
    }

    [Fact]
    public async Task Sharing_a_namespace_is_proven_without_rights()
    {
        await using var elsewhere = await TemporaryNamespace.CreateAsync("netaudit-lxproof");
        using var near = NamedProcess.Start("near", "1");
        using var far = NamedProcess.Start("far", "1", elsewhere);
        using var proof = new NamespaceProof();

        Assert.True(proof.SharesNetwork(near.Pid));
        Assert.False(proof.SharesNetwork(far.Pid));

        // "ip netns exec" makes a mount namespace too.
        Assert.True(NamespaceProof.SharesFiles(near.Pid));
        Assert.False(NamespaceProof.SharesFiles(far.Pid));
    }

    [Fact]
    public async Task A_sockets_owner_is_found()
    {
        await using var inside = await TemporaryNamespace.CreateAsync("netaudit-lxowner");
        using var owner = NamedProcess.Start("weaver", "use Socket; socket(S, AF_INET, SOCK_STREAM, 0); listen(S, 5)", inside);

        var sockets = SocketOwners.Sockets(owner.Pid);
        using var owners = new SocketOwners([ProcessTable.Read(owner.Pid)!], TestContext.Current.CancellationToken);
        Assert.Equal(new SocketOwner(owner.Pid, "weaver"), owners.OwnerOf(Assert.Single(sockets)));
        Assert.Null(owners.OwnerOf(uint.MaxValue));
        Assert.Empty(owners.Refused);
    }

    [Fact]
    public async Task A_process_whose_number_was_given_anew_is_not_still_the_same()
    {
        await using var inside = await TemporaryNamespace.CreateAsync("netaudit-lxstill");
        var running = NamedProcess.Start("brief", "1", inside);
        var process = ProcessTable.Read(running.Pid)!;

        Assert.True(ProcessTable.IsStill(process));
        Assert.False(ProcessTable.IsStill(process with { StartTime = process.StartTime - 1 }));
        running.Dispose();
        Assert.False(ProcessTable.IsStill(process));
    }

    [Fact]
    public async Task A_container_that_was_started_since_is_found_when_processes_are_looked_at_again()
    {
        await using var inside = await TemporaryNamespace.CreateAsync("netaudit-lxlate");
        using var engine = NamedProcess.Start("dockerd", "1", inside);
        using var scope = Scope(engine);
        using var late = NamedProcess.Start("late", "1", inside);
        var container = new Container
        {
            Id = "late",
            Name = "late",
            State = "running",
            Pid = late.Pid,
        };

        Assert.False(scope.FindContainers([container]));
        scope.FindProcesses(TestContext.Current.CancellationToken);
        Assert.True(scope.FindContainers([container]));
        Assert.Equal(late.Pid, scope.ContainerProcesses["late"].Pid);
    }

    [Fact]
    public async Task The_kernels_own_threads_are_left_out()
    {
        await using var inside = await TemporaryNamespace.CreateAsync("netaudit-lxkernel");
        using var engine = NamedProcess.Start("dockerd", "1", inside);
        using var scope = Scope(engine);

        Assert.Contains(scope.Processes, process => process.Pid == engine.Pid);
        Assert.DoesNotContain(scope.Processes, process => process.Name is "kthreadd" or "ksoftirqd/0");
    }

    private static HostScope Scope(NamedProcess engine) =>
        new(new EngineProcess { Process = ProcessTable.Read(engine.Pid)! }, TestContext.Current.CancellationToken);
}
