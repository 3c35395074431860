using System.Diagnostics;
using NetAudit.Live.Tests.Support;
using NetAudit.Model;
using NetAudit.Probes;
using NetAudit.Probes.Trials;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Swarm;

/// <summary>Networks that a real swarm makes on request, and that are removed afterwards.</summary>
public abstract class TemporaryNetworkTests : SwarmTests
{
    private const string Overlay = "DockerOverlay";

    private protected TemporaryNetworkTests(SwarmFixture swarm)
        : base(swarm) { }

    [Fact]
    public async Task What_the_swarm_makes_of_them_is_what_docker_shows_when_they_are_made_by_hand()
    {
        var records = (await TryOnAsync(Manager)).Probes!;

        Assert.Equal(await ByHandAsync("10.231.7.0/28", "10.231.7.0/28"), Outcomes(records, "IPOverlap"));
        Assert.Equal(await ByHandAsync("10.231.7.0/28", "10.99.0.0/24"), Outcomes(records, "SubnetRestriction"));
        Assert.Equal([ProbeOutcome.Accepted, ProbeOutcome.Unallocated], Outcomes(records, "IPOverlap"));
        Assert.Equal([ProbeOutcome.Accepted, ProbeOutcome.Accepted], Outcomes(records, "SubnetRestriction"));
    }

    [Fact]
    public async Task The_two_rows_rest_on_what_the_swarm_did()
    {
        var plain = await LabFixture.CollectAsync(Manager);
        var tried = await TryOnAsync(Manager);

        Assert.Equal((FeatureStatus.NotInUse, "Declared"), StatusOf(plain, "IPOverlap"));
        Assert.Equal((FeatureStatus.NotInUse, "Observed"), StatusOf(plain, "SubnetRestriction"));
        Assert.Equal((FeatureStatus.NotInUse, "Probed"), StatusOf(tried, "IPOverlap"));
        Assert.Equal((FeatureStatus.Match, "Probed"), StatusOf(tried, "SubnetRestriction"));
        Assert.StartsWith(
            "Yes: the engine made a network with the host's own subnet (10.99.0.0/24 of eth0): accepted and allocated",
            AuditRows.Feature(tried, Overlay, "SubnetRestriction").Observed,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "No: the engine made no network with the same subnet again",
            AuditRows.Feature(tried, Overlay, "IPOverlap").Observed,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Networks_links_routes_rules_and_namespaces_are_the_same_afterwards()
    {
        var before = await HostState.SettledAsync(Manager);
        await TryOnAsync(Manager);
        var after = await HostState.OfAsync(Manager);

        Assert.Empty(before.Except(after));
        Assert.Empty(after.Except(before));
    }

    [Fact]
    public async Task Stopped_in_the_middle_nothing_is_left()
    {
        var before = await Manager.DockerAsync("network", "ls", "--no-trunc");
        using var stop = new CancellationTokenSource();
        var run = TryAsync(Manager, new ProbeOptions { Timeout = TimeSpan.FromSeconds(40) }, stop.Token);
        await Tool.UntilAsync(
            "two networks are there",
            async () =>
            {
                var marked = await Manager.TryDockerAsync("network", "ls", "--filter", "label=" + TemporaryNetworkMark.Label, "-q");
                return marked with { ExitCode = marked.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length == 2 ? 0 : 1 };
            }
        );
        await Task.Delay(500, TestContext.Current.CancellationToken);
        var clock = Stopwatch.StartNew();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
        Assert.Equal(before, await Manager.DockerAsync("network", "ls", "--no-trunc"));
    }

    [Fact]
    public async Task What_a_killed_run_left_is_removed_by_the_next_one_but_for_what_containers_are_on()
    {
        var before = await Manager.DockerAsync("network", "ls", "--no-trunc");
        var label = $"{TemporaryNetworkMark.Label}={new TemporaryNetworkMark("gone", DateTimeOffset.UtcNow.AddMinutes(-1))}";
        await Manager.DockerAsync("network", "create", "-d", "overlay", "--label", label, TemporaryNetworkMark.NamePrefix + "dead");
        await Manager.DockerAsync(
            "network",
            "create",
            "-d",
            "overlay",
            "--attachable",
            "--label",
            label,
            TemporaryNetworkMark.NamePrefix + "used"
        );
        await Manager.RunContainerAsync("onit", "--network", TemporaryNetworkMark.NamePrefix + "used");
        try
        {
            var tried = await TryOnAsync(Manager);

            Assert.Equal(
                TemporaryNetworkMark.NamePrefix + "used",
                await Manager.DockerAsync("network", "ls", "--filter", "label=" + TemporaryNetworkMark.Label, "--format", "{{.Name}}")
            );
            Assert.Contains(
                tried.Gaps,
                gap =>
                    gap.Subject.EndsWith("-used", StringComparison.Ordinal)
                    && gap.Reason.Contains("containers are on it", StringComparison.Ordinal)
            );
        }
        finally
        {
            await Manager.DockerAsync("rm", "-f", "onit");
            await Tool.UntilAsync(
                "nobody is on it",
                () => Manager.TryDockerAsync("network", "rm", TemporaryNetworkMark.NamePrefix + "used")
            );
        }

        // The node's own part of a used network is removed a moment later.
        await Tool.UntilAsync(
            "networks are as before",
            async () =>
            {
                var now = await Manager.TryDockerAsync("network", "ls", "--no-trunc");
                return now with { ExitCode = now.Output.TrimEnd() == before ? 0 : 1 };
            }
        );
    }

    [Fact]
    public async Task On_a_worker_nothing_is_tried_and_the_rows_say_why()
    {
        var tried = await TryOnAsync(Worker);

        Assert.All(tried.Probes!, record => Assert.Equal(ProbeOutcome.Failed, record.Outcome));
        Assert.Contains("this node is a worker", AuditRows.Feature(tried, Overlay, "IPOverlap").Reason, StringComparison.Ordinal);
        Assert.Contains("this node is a worker", AuditRows.Feature(tried, Overlay, "SubnetRestriction").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_leave_nothing_is_planned()
    {
        var host = await LabFixture.CollectAsync(Manager);
        var plan = await ProbeRun.PlanAsync(
            host,
            ["IPOverlap", "SubnetRestriction"],
            new ProbeOptions(),
            new NullCollectionLog(),
            TestContext.Current.CancellationToken
        );

        Assert.Empty(plan.Steps);
        Assert.Empty(plan.Trials);
        var after = await ProbeRun.RunAsync(host, plan, new NullCollectionLog(), TestContext.Current.CancellationToken);
        Assert.Null(after.Probes);
        Assert.Equal(plan.Omitted, after.ProbesOmitted!);
    }

    private static Task<HostSnapshot> TryOnAsync(DockerHost host) =>
        TryAsync(host, new ProbeOptions(), TestContext.Current.CancellationToken);

    private static async Task<HostSnapshot> TryAsync(DockerHost host, ProbeOptions options, CancellationToken cancellationToken)
    {
        var log = new NullCollectionLog();
        var seen = await LabFixture.CollectAsync(host);
        var plan = await ProbeRun.PlanAsync(
            seen,
            ["IPOverlap", "SubnetRestriction"],
            options with
            {
                AllowTemporaryNetwork = true,
            },
            log,
            cancellationToken
        );
        return await ProbeRun.RunAsync(seen, plan, log, cancellationToken);
    }

    private static (FeatureStatus Status, string Basis) StatusOf(HostSnapshot host, string aspect) =>
        AuditRows.Feature(host, Overlay, aspect) is var row ? (row.Status, row.Basis) : default;

    private static IEnumerable<ProbeOutcome> Outcomes(IEnumerable<ProbeRecord> records, string check) =>
        records.Where(record => record.Check.ToString() == check).Select(record => record.Outcome);

    /// <summary>Makes networks with these subnets, inspects each with docker after a while, and removes them.</summary>
    private async Task<IReadOnlyList<ProbeOutcome>> ByHandAsync(params string[] subnets)
    {
        var outcomes = new List<ProbeOutcome>();
        foreach (var subnet in subnets)
        {
            var created = await Manager.TryDockerAsync(
                "network",
                "create",
                "-d",
                "overlay",
                "--internal",
                "--subnet",
                subnet,
                $"byhand{outcomes.Count}"
            );
            await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
            var driver = await Manager.DockerAsync("network", "ls", "--filter", $"name=byhand{outcomes.Count}", "--format", "{{.Driver}}");
            outcomes.Add(
                created.ExitCode != 0 ? ProbeOutcome.Refused
                : driver == "overlay" ? ProbeOutcome.Accepted
                : ProbeOutcome.Unallocated
            );
        }

        await Manager.DockerAsync(["network", "rm", .. subnets.Select((_, number) => $"byhand{number}")]);
        return outcomes;
    }
}
