using System.Diagnostics;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Fleet;

/// <summary>The failures of the job on a real swarm's nodes.</summary>
[Collection(nameof(FleetFixture))]
public sealed class SwarmJobTests(FleetFixture fleet) : LabTestBase<FleetFixture>(fleet)
{
    /// <summary>An image that only the manager has, and that no node can pull.</summary>
    private const string Rare = "netaudit/rare:1";

    /// <summary>A script that fills the disk before the collector ends.</summary>
    private const string FillOnceItRuns =
        "cd /var/lib/docker/containers; until ls */*-json.log; do sleep 0.1; done; cat /dev/zero >fill; cd /";

    private DockerHost Worker => Lab.Hosts[1];

    private DockerHost Other => Lab.Hosts[2];

    [Fact]
    public async Task Ctrl_C_removes_the_job_before_the_command_ends()
    {
        using var run = Start(Lab.Administrator.NewFolder());
        var said = run.StandardError.ReadToEndAsync(Cancellation);
        await UntilJobsAsync(1);

        OwnProcesses.Signal(run.Id, "INT");
        await run.WaitForExitAsync(Cancellation);

        Assert.Equal(130, run.ExitCode);
        Assert.Empty(await JobsAsync());
        Tell($"exit code {run.ExitCode}: {await said}");
    }

    [Fact]
    public async Task What_a_killed_run_leaves_is_removed_by_the_next()
    {
        using var run = Start(Lab.Administrator.NewFolder());
        await UntilJobsAsync(1);
        OwnProcesses.Signal(run.Id, "KILL");
        await run.WaitForExitAsync(Cancellation);
        var left = Assert.Single(await JobsAsync());

        var next = await RunAsync(Lab.Administrator.NewFolder(), ToolsImage.Name);

        Assert.Contains($"An earlier run that was ended left the service {left}; it is removed.", next.Error, StringComparison.Ordinal);
        Assert.Equal(0, next.ExitCode);
        Assert.Empty(await JobsAsync());
    }

    [Fact]
    public async Task A_node_without_the_image_and_one_that_is_down_are_named_and_the_others_are_read()
    {
        await Lab.Manager.DockerAsync("tag", ToolsImage.Name, Rare);
        await Other.StopEngineAsync();
        try
        {
            await Lab.UntilNodeAsync(Other, "down");
            var folder = Lab.Administrator.NewFolder();

            var run = await RunAsync(folder, Rare);

            Assert.Equal(1, run.ExitCode);
            Assert.Equal([Lab.Manager.Name + ".snapshot.json"], Directory.GetFiles(folder).Select(Path.GetFileName));
            Assert.Contains($"The node {Worker.Name} was not read: the job there is rejected (No such image: {Rare}", run.Error);
            Assert.Contains($"The node {Other.Name} was not read: it is down, and its availability is active", run.Error);
            Assert.Equal(2, run.Error.Split("What to do:").Length - 1);
            Assert.Empty(await JobsAsync());
        }
        finally
        {
            await Lab.RestartAsync(Other);
        }
    }

    [Theory]
    [InlineData(80, "true")]
    [InlineData(2000, FillOnceItRuns)]
    public async Task A_node_without_disk_for_the_job_or_its_bundle_is_named_and_the_others_are_read(int space, string then)
    {
        await Worker.ShAsync($"mount -t tmpfs -o size={space}k tmpfs /var/lib/docker/containers; ({then}) </dev/null >/dev/null 2>&1 &");
        try
        {
            var folder = Lab.Administrator.NewFolder();

            var run = await RunAsync(folder, ToolsImage.Name);

            Assert.Equal(1, run.ExitCode);
            Assert.Equal(2, Directory.GetFiles(folder).Length);
            // The job's progress before the disk is full varies: the engine refuses the job, or its log ends early.
            Assert.Matches(
                $"The node {Worker.Name} was not read: (the job there is rejected \\(write .*no space left|its log holds no whole bundle)",
                run.Error
            );
            Assert.Contains(" its disk", run.Error, StringComparison.Ordinal);
        }
        finally
        {
            await Tool.UntilAsync("the folder is free", () => Worker.TryShAsync("umount /var/lib/docker/containers"));
        }
    }

    [Fact]
    public async Task A_manager_without_quorum_and_a_worker_say_so_and_make_nothing()
    {
        var worker = await RunAsync(Lab.Administrator.NewFolder(), ToolsImage.Name, Worker);
        await Lab.Manager.DockerAsync("node", "promote", Worker.Name);
        await Tool.UntilAsync("the worker manages", () => Worker.TryDockerAsync("node", "ls"));
        await Worker.StopEngineAsync();
        AuditRun run;
        try
        {
            run = await RunAsync(Lab.Administrator.NewFolder(), ToolsImage.Name);
        }
        finally
        {
            await Lab.RestartAsync(Worker);
            await Tool.UntilAsync("the swarm has a leader", () => Lab.Manager.TryDockerAsync("node", "demote", Worker.Name));
            await Lab.UntilNodeAsync(Worker, "ready");
        }

        Assert.Equal((1, 1), (worker.ExitCode, run.ExitCode));
        Assert.Contains("is no manager of a swarm, so no job can be run from there", worker.Error, StringComparison.Ordinal);
        Assert.Contains("bring managers back first", run.Error, StringComparison.Ordinal);
        // A manager that loses the leader may refuse the job and yet have it in its log. Then the next run removes it.
        _ = await RunAsync(Lab.Administrator.NewFolder(), ToolsImage.Name);
        Assert.Empty(await JobsAsync());
    }

    [Fact]
    public async Task WhatIf_shows_the_job_and_makes_nothing()
    {
        var folder = Lab.Administrator.NewFolder();

        var run = await RunAsync(folder, ToolsImage.Name, null, "-WhatIf");

        Assert.Contains("capabilities: DAC_READ_SEARCH, NET_ADMIN, SYS_ADMIN, SYS_PTRACE, and no others", run.Output);
        Assert.Empty(Directory.GetFiles(folder));
        Assert.Empty(await JobsAsync());
    }

    private string[] Words(string folder, string image, DockerHost? manager) =>
        ["collect", folder, "-DockerHost", (manager ?? Lab.Manager).Uri, "-Swarm", "-Image", image, "-Timeout", "150"];

    private Process Start(string folder) => Lab.Administrator.Start(Words(folder, ToolsImage.Name, null));

    private async Task<AuditRun> RunAsync(string folder, string image, DockerHost? manager = null, params string[] more)
    {
        var run = await Lab.Administrator.RunAsync([.. Words(folder, image, manager), .. more]);
        Tell($"exit code {run.ExitCode} after {run.Took.TotalSeconds:0.0} s: {run.Error}{run.Output}");
        return run;
    }

    private async Task<IReadOnlyList<string>> JobsAsync() =>
        (await Lab.Manager.DockerAsync("service", "ls", "--format", "{{.Name}}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task UntilJobsAsync(int count)
    {
        for (var round = 0; (await JobsAsync()).Count < count; round++)
        {
            Assert.True(round < 300, "no job was made");
            await Task.Delay(100, Cancellation);
        }
    }

    private static void Tell(string text) => TestContext.Current.TestOutputHelper!.WriteLine(text);
}
