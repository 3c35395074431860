using NetAudit.Model;
using NetAudit.Probes;
using NetAudit.Probes.Trials;
using NetAudit.Snapshots;
using NetAudit.Solutions;
using NetAudit.Tests;

namespace NetAudit.Library.Tests.Probes.Trials;

public sealed class TrialPlanTests
{
    public static TheoryData<string> Hosts => RecordedHosts.All;

    [Theory]
    [MemberData(nameof(Hosts))]
    public void A_plan_is_always_the_same_and_never_has_a_driver_that_touches_the_hosts_own_namespace(string name)
    {
        var host = Read(name);
        var plan = ProbeRun.PlanTrials(HostContext.Create(host), []);

        Assert.Equal(plan.Select(Text), ProbeRun.PlanTrials(HostContext.Create(host), []).Select(Text));
        Assert.All(
            plan,
            trial =>
            {
                Assert.Equal(trial.Networks.Count == 0, trial.Impossible is not null);
                Assert.All(trial.Networks, network => Assert.Contains(network.Driver, new[] { "overlay", "weave", "weavemesh" }));
                Assert.True(trial.Networks.Count is 0 || trial.Networks[0].Part == TrialPart.Free);
            }
        );
    }

    [Fact]
    public void On_a_manager_the_same_subnet_is_asked_for_twice_and_the_hosts_own_once()
    {
        var host = Manager();

        Assert.Equal(["Free overlay True 198.18.0.0/28", "Same overlay True 198.18.0.0/28"], Networks(host, "IPOverlap"));
        Assert.Equal(["Free overlay True 198.18.0.16/28", "Host overlay True 10.99.0.0/24"], Networks(host, "SubnetRestriction"));
        Assert.Equal(
            "create 2 networks, one after the other, and remove them: driver overlay, internal, with a subnet that nobody uses here "
                + "(198.18.0.16/28); driver overlay, internal, with the host's own subnet (10.99.0.0/24 of eth0)",
            Trial(host, "SubnetRestriction").Words
        );
    }

    [Fact]
    public void Over_a_key_value_store_overlay_is_tried_too() =>
        Assert.Equal(["Free overlay True 198.18.0.0/28", "Same overlay True 198.18.0.0/28"], Networks(Read("overlay-kv/kv1"), "IPOverlap"));

    [Theory]
    [InlineData(
        "overlay-swarm/sw2",
        "DockerOverlay",
        "this node is a worker, and only a manager of the swarm makes networks: run it on one"
    )]
    [InlineData("overlay-swarm-locked/sx1", "DockerOverlay", "DockerOverlay doesn't run here (Stopped)")]
    [InlineData(
        "flannel-vxlan/fl1",
        "Flannel",
        "Flannel has no network driver here; its containers are on the engine's network bridge, and a bridge with the host's own subnet "
            + "could cut the host off"
    )]
    [InlineData(
        "weave-sleeve-plain/node1",
        "Weave",
        "networks of Weave take their addresses from weavemesh, so what the engine accepts shows nothing of them"
    )]
    [InlineData(
        "calico-libnetwork-v2.6/host1",
        "Calico",
        "networks of Calico take their addresses from calico-ipam, so what the engine accepts shows nothing of them"
    )]
    [InlineData(
        "calico-2015-calicoctl/host3",
        "Calico",
        "Calico has no network driver here; its containers are on links that the engine doesn't know, and a bridge with the host's own "
            + "subnet could cut the host off"
    )]
    public void Where_none_can_be_made_it_says_why(string name, string solution, string why) =>
        Assert.Equal(
            Enumerable.Repeat("no network was tried: " + why, 2),
            ProbeRun
                .PlanTrials(HostContext.Create(Read(name)), [])
                .Where(trial => trial.Solution == solution)
                .Select(trial => trial.Impossible)
        );

    [Fact]
    public void A_network_that_has_the_hosts_subnet_already_would_be_what_is_refused()
    {
        var host = Manager();
        var taken = host with
        {
            Networks =
            [
                .. host.Networks!,
                new Network
                {
                    Id = "aa",
                    Name = "mac1",
                    Driver = "macvlan",
                    Pools = [new IpamPool { Subnet = "10.99.0.128/25" }],
                },
            ],
        };

        Assert.Equal(
            "no network was tried: mac1 overlaps the host's 10.99.0.0/24 already, so a refusal would tell of that network, not of the host",
            Trial(taken, "SubnetRestriction").Impossible
        );
        Assert.Equal(2, Trial(taken, "IPOverlap").Networks.Count);
    }

    [Fact]
    public void Where_the_hosts_routes_were_not_seen_no_subnet_is_known_to_be_free()
    {
        var host = Manager() with { HostNamespace = null };

        Assert.Equal(
            "no network was tried: the engine's networks or the host's addresses and routes were not all seen, so no "
                + "subnet is known to be free",
            Trial(host, "IPOverlap").Impossible
        );
        Assert.Equal(
            "no network was tried: the engine's networks or the host's addresses and routes were not all seen, so no "
                + "subnet is known to be free",
            Trial(host, "SubnetRestriction").Impossible
        );
    }

    [Fact]
    public void A_subnet_too_small_for_a_network_is_not_tried()
    {
        var host = Manager();
        var links = host.HostNamespace!.Links!.Select(link =>
            link with
            {
                Addresses = [.. link.Addresses.Select(address => address with { PrefixLength = 32 })],
            }
        );
        var narrow = host with { HostNamespace = host.HostNamespace with { Links = [.. links] } };

        Assert.Equal(
            "no network was tried: the host has no IPv4 address of its own whose subnet a network could have",
            Trial(narrow, "SubnetRestriction").Impossible
        );
    }

    [Fact]
    public void The_checks_are_among_those_that_can_be_named() =>
        Assert.Equal(["IPOverlap", "SubnetRestriction"], ProbeRun.Checks.Intersect(ProbeRun.TrialChecks));

    /// <summary>A recorded manager, without the networks that its recording made to overlap.</summary>
    private static HostSnapshot Manager()
    {
        var host = Read("overlay-swarm/sw1");
        return host with
        {
            Networks = [.. host.Networks!.Where(network => !HostQueries.SubnetsOf(network).Any(Subnet.Parse("10.99.0.0/24")!.Overlaps))],
        };
    }

    private static NetworkTrial Trial(HostSnapshot host, string check) =>
        Assert.Single(ProbeRun.PlanTrials(HostContext.Create(host), [check]), trial => trial.Solution == "DockerOverlay");

    private static IEnumerable<string> Networks(HostSnapshot host, string check) =>
        Trial(host, check).Networks.Select(network => $"{network.Part} {network.Driver} {network.Internal} {network.Subnet}");

    private static string Text(NetworkTrial trial) =>
        $"{trial.Check} {trial.Solution} {trial.Impossible} {string.Join("; ", trial.Networks)}";

    private static HostSnapshot Read(string name) => RecordedHosts.Read(name);
}
