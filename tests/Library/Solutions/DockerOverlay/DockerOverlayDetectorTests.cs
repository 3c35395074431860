using NetAudit.Rows;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.SnapshotBuilder;

namespace NetAudit.Library.Tests.Solutions.DockerOverlay;

public sealed class DockerOverlayDetectorTests
{
    private static readonly HostSnapshot s_swarm = WithState(Host().With(Network("ov1", "overlay", "10.0.1.0/24", "swarm")), "active");

    [Fact]
    public void A_swarm_with_a_container_on_an_overlay_runs_it()
    {
        var solution = s_swarm.With(Container("c1", "ov1", Endpoint("ov1", "10.0.1.2"))).Solution();

        Assert.Equal(("DockerOverlay", "swarm", "28.5.2", "Running"), (solution.Name, solution.Backend, solution.Version, solution.State));
        Assert.Equal(["ov1"], solution.Networks);
    }

    [Fact]
    public void A_swarm_whose_overlays_nobody_uses_has_it_idle() => Assert.Equal("Idle", s_swarm.Solution().State);

    [Theory]
    [InlineData("locked")]
    [InlineData("error")]
    public void A_swarm_that_the_engine_could_not_join_is_stopped(string state)
    {
        var solution = WithState(s_swarm, state).Solution();

        Assert.Equal(("Stopped", null), (solution.State, solution.Backend));
    }

    [Fact]
    public void An_overlay_of_global_scope_outside_a_swarm_is_kept_in_a_store()
    {
        var host = Host().With(Network("ov1", "overlay", "10.0.1.0/24", "global"));
        host = host with { Engine = host.Engine! with { ClusterStore = "etcd://192.0.2.9:2379" } };

        Assert.Equal("kv", host.Solution().Backend);
        Assert.Equal("Yes: etcd at etcd://192.0.2.9:2379", host.Row("DistributedStorage").Observed);
    }

    [Fact]
    public void Without_the_engine_its_namespaces_with_a_live_link_tell_it()
    {
        var host = Host() with
        {
            Engine = null,
            Networks = null,
            Containers = null,
            EngineNamespaces = new Dictionary<string, NetworkNamespace>
            {
                ["1-abcdefghij"] = new() { Links = [Vxlan("vxlan0", 4097, 4789, 9)] },
            },
        };

        var solution = host.Solution();
        Assert.Equal(("DockerOverlay", "Running", "Medium"), (solution.Name, solution.State, solution.Confidence));
    }

    [Fact]
    public void The_rule_that_marks_packets_for_IPsec_is_left_of_an_encrypted_network()
    {
        var host = Host().WithRules("mangle -A OUTPUT -p udp -m udp --dport 4789 -j MARK --set-xmark 0xd0c4e3/0xffffffff");

        Assert.Equal(("DockerOverlay", "Leftover", "Medium"), (host.Solution().Name, host.Solution().State, host.Solution().Confidence));
    }

    [Fact]
    public void An_engine_alone_has_none_of_it() => Assert.Empty(HostAudit.FindSolutions(Host()));

    private static HostSnapshot WithState(HostSnapshot host, string state) =>
        host with
        {
            Engine = host.Engine! with
            {
                Swarm = new SwarmState { LocalNodeState = state, NodeAddress = "192.0.2.1" },
            },
        };
}
