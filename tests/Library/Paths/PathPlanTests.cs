using NetAudit.Model;
using NetAudit.Paths;
using NetAudit.Platform;
using NetAudit.Solutions;

namespace NetAudit.Library.Tests.Paths;

/// <summary>Plans for recorded hosts, as if their namespaces were on this machine.</summary>
public sealed class PathPlanTests
{
    public static TheoryData<string> Hosts => RecordedHosts.All;

    [Fact]
    public void Of_two_hosts_in_a_swarm_each_network_is_measured_here_and_across_and_no_pair_twice()
    {
        var pairs = Pairs(Plan(new PathOptions(), "overlay-swarm/sw1", "overlay-swarm/sw2"));

        Assert.Contains("c1 > c1b on ov1", pairs);
        Assert.Contains("c1 > c2 on ov1, host 10.99.0.2", pairs);
        Assert.DoesNotContain(pairs, pair => pair.StartsWith("c2 > c1", StringComparison.Ordinal));
        Assert.Equal(pairs.Count, pairs.Distinct().Count());
    }

    [Theory]
    [InlineData("overlay-swarm/sw1", "overlay-swarm/sw2", "docker network inspect --verbose ov1: c2 at 10.0.1.5 is on host 10.99.0.2")]
    [InlineData("overlay-kv/kv1", "overlay-kv/kv2", "bridge fdb of")]
    [InlineData("flannel-vxlan/fl1", "flannel-vxlan/fl2", "bridge fdb show dev flannel.1: ce:84:5c:64:2a:09 dst 10.99.0.2")]
    [InlineData("flannel-hostgw/fl1", "flannel-hostgw/fl2", "ip route: 10.5.70.0/24 via 10.99.0.2 dev eth0")]
    [InlineData(
        "flannel-udp-v0.5.5/fl1",
        "flannel-udp-v0.5.5/fl2",
        "10.99.0.0/24 is the only subnet that both hosts have a link in, there as 10.99.0.2"
    )]
    public void The_underlay_is_the_address_that_carries_the_tunnel_and_what_names_it_is_told(string one, string other, string evidence)
    {
        var far = Plan(new PathOptions(), one, other).Steps.Where(step => step.Pair.Ends.To.Host is not null).ToList();

        Assert.NotEmpty(far);
        Assert.All(far, step => Assert.Equal("10.99.0.2", step.Pair.Underlay.Address));
        Assert.All(far, step => Assert.Contains("itself to 10.99.0.2", step.Words, StringComparison.Ordinal));
        Assert.Contains(far, step => step.Pair.Underlay.Words.Contains(evidence, StringComparison.Ordinal));
    }

    [Fact]
    public void Between_containers_of_one_host_there_is_no_underlay_and_the_row_will_say_so()
    {
        var step = Plan(new PathOptions(), "flannel-vxlan/fl1").Steps.Single(step => step.Pair.IsLocal);

        Assert.Null(step.Pair.Underlay.Address);
        Assert.Equal("both ends are on this host: there is no underlay between them to compare with", step.Pair.Underlay.Words);
        Assert.DoesNotContain("itself", step.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Hosts_whose_kernels_know_no_way_to_each_other_make_no_pair() =>
        Assert.DoesNotContain(
            Plan(new PathOptions(), "flannel-vxlan/fl1", "flannel-hostgw/fl2").Steps,
            step => step.Pair.Ends.To.Name.StartsWith("fl2-", StringComparison.Ordinal) && step.Host == "fl1"
        );

    [Fact]
    public void Where_no_container_of_the_other_host_is_known_its_own_end_of_the_tunnel_is_measured()
    {
        var pairs = Pairs(Plan(new PathOptions { Throughput = true }, "flannel-vxlan/fl1"));

        Assert.Contains("fl1-a > flannel.1 on bridge to 10.5.31.0/24, host 10.99.0.2", pairs);
        Assert.DoesNotContain(
            pairs,
            pair => pair.Contains("Throughput", StringComparison.Ordinal) && pair.Contains("10.99.0.2", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Load_is_planned_only_when_asked_for_one_path_of_each_network_and_kind()
    {
        Assert.DoesNotContain(Plan(new PathOptions(), "overlay-swarm/sw1", "overlay-swarm/sw2").Steps, step => step.IsLoad);

        var load = Plan(new PathOptions { Throughput = true }, "overlay-swarm/sw1", "overlay-swarm/sw2")
            .Steps.Where(step => step.IsLoad)
            .ToList();
        Assert.Equal(
            [
                "TcpThroughput c1 > c1b on ov1",
                "TcpThroughput c1 > c2 on ov1, host 10.99.0.2",
                "UdpThroughput c1 > c1b on ov1",
                "UdpThroughput c1 > c2 on ov1, host 10.99.0.2",
            ],
            load.Where(step => step is { Host: "sw1", Network: "ov1" })
                .Select(step => $"{step.Measures[0]} {Words(step)}")
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Throughput_to_a_host_that_was_not_given_is_omitted_and_that_is_told()
    {
        var plan = Plan(new PathOptions { Throughput = true }, "overlay-swarm/sw1");

        Assert.Contains(plan.Steps, step => step.IsLoad);
        Assert.DoesNotContain(plan.Steps, step => step.IsLoad && step.Pair.Ends.To.Host is not null);
        Assert.Equal(
            "no throughput to host 10.99.0.2 (c2, web.1.pthfm05adgw61n08db75qe3eu, d2, e2, int2) is measured: the "
                + "host is not among those given with -DockerHost, or they aren't found there",
            Assert.Single(plan.Omitted)
        );
    }

    [Fact]
    public void That_only_paths_inside_a_host_are_measured_is_told()
    {
        var alone = Plan(new PathOptions(), "flannel-udp-v0.5.5/fl1");
        var pair = Plan(new PathOptions(), "flannel-udp-v0.5.5/fl1", "flannel-udp-v0.5.5/fl2");

        Assert.All(alone.Steps, step => Assert.True(step.Pair.IsLocal));
        Assert.Equal(
            "only paths inside host fl1 are measured of Flannel: nothing on another host is known to send to; give the other hosts with "
                + "-DockerHost where they are on this machine",
            Assert.Single(alone.Omitted)
        );
        Assert.Empty(pair.Omitted);
    }

    [Fact]
    public void Senders_and_targets_can_be_named()
    {
        var plan = Plan(new PathOptions { Containers = ["c1*"], Targets = ["C2"] }, "overlay-swarm/sw1", "overlay-swarm/sw2");

        Assert.Equal(["c1 > c2 on ov1, host 10.99.0.2", "c1b > c2 on ov1, host 10.99.0.2"], Pairs(plan).Order(StringComparer.Ordinal));
        Assert.Empty(Plan(new PathOptions { Targets = ["nobody"] }, "overlay-swarm/sw1").Steps);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Any_host_alone_gives_a_small_plan_that_is_always_the_same(string name)
    {
        var plan = Pairs(Plan(new PathOptions { Throughput = true }, name));

        Assert.Equal(plan, Pairs(Plan(new PathOptions { Throughput = true }, name)));
        Assert.True(plan.Count <= 60, $"{plan.Count} steps");
    }

    [Fact]
    public async Task A_recorded_host_is_refused_with_the_reason()
    {
        var refused = await Assert.ThrowsAsync<NetAuditException>(() =>
            PathRun.FindHostAsync(
                HostContext.Create(Read("overlay-swarm/sw1").Snapshot),
                new NullCollectionLog(),
                TestContext.Current.CancellationToken
            )
        );

        Assert.Equal(NetAuditError.ProbeNotPossible, refused.Error);
        Assert.Equal(
            "The host sw1 can't be probed from here: it was recorded (bundle sw1.tar.gz), and packets can only be "
                + "sent on the host itself.",
            refused.Message
        );
    }

    internal static PathPlan Plan(PathOptions options, params string[] names) => PathRun.Plan([.. names.Select(Read)], options);

    private static List<string> Pairs(PathPlan plan) =>
        [.. plan.Steps.Select(step => (step.IsLoad ? step.Measures[0] + " " : "") + Words(step))];

    private static string Words(PathStep step) =>
        $"{step.Pair.Ends.From.Name} > {step.Pair.Ends.To.Name} on "
        + $"{step.Network}{(step.Pair.Ends.To.Host is { } host ? $", host {host}" : "")}";

    private static PathHost Read(string name)
    {
        var host = RecordedHosts.Read(name);
        return new PathHost(
            HostContext.Create(host),
            new NamespaceFiles
            {
                Host = $"/proc/of-host-{host.Host}/ns/net",
                Containers = (host.Containers ?? [])
                    .Where(container => container.IsRunning)
                    .ToDictionary(container => container.Id, container => $"/proc/of-{host.Host}-{container.Name}/ns/net"),
            }
        );
    }
}
