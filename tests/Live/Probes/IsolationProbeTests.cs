using NetAudit.Live.Tests.Support;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Probes;

[Collection(nameof(ProbeFixture))]
public sealed class IsolationProbeTests(ProbeFixture lab) : LabTestBase<ProbeFixture>(lab)
{
    [Fact]
    public async Task Containers_of_one_network_reach_each_other_and_those_of_another_they_do_not()
    {
        var probed = await ProbeFixture.ProbeAsync(Lab.Manager, "ApplicationIsolation", "ova-0", "ovb-0");

        Assert.All(
            probed.Probes!,
            record => Assert.Equal(!record.Networks!.Contains(" to ", StringComparison.Ordinal), record.Outcome == ProbeOutcome.Reached)
        );
        Assert.Contains(probed.Probes!, record => record is { Value: "remote", Networks: "ova" });
        Assert.Contains(probed.Probes!, record => record is { Value: "remote", Networks: "ovb to ova" });
        Assert.Contains(probed.Probes!, record => record is { Value: "local", Networks: "ova to ovb" });

        var row = ProbeFixture.Row(probed, "DockerOverlay", "ApplicationIsolation");
        Assert.Equal("Probed", row.Basis);
        Assert.StartsWith(
            "Network: ova-0 and ova-1, ova-0 and far on 10.99.0.2 (ova); ovb-0 and ovb-1 (ovb) reach each other; kept apart: ova-0 and "
                + "ovb-0 (ova to ovb)",
            row.Observed,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("ackets contradict", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_way_between_two_networks_is_a_loud_mismatch()
    {
        var b = await Lab.Manager.PidOfAsync("ovb-0");
        var target = await Lab.Manager.DockerAsync("inspect", "-f", "{{.NetworkSettings.Networks.ovb.IPAddress}}", "ovb-0");
        await Lab.Manager.InsideAsync(
            "ova-0",
            $"ip link add leak type veth peer name leak netns {b}; ip addr add 10.77.0.1/30 dev leak; ip link set leak up"
        );
        try
        {
            await Lab.Manager.InsideAsync("ovb-0", "ip addr add 10.77.0.2/30 dev leak; ip link set leak up");
            await Lab.Manager.InsideAsync("ova-0", $"ip route add {target}/32 via 10.77.0.2");
            var probed = await ProbeFixture.ProbeAsync(Lab.Manager, "ApplicationIsolation", "ova-0");

            Assert.Equal(ProbeOutcome.Reached, Assert.Single(probed.Probes!, record => record.Networks == "ova to ovb").Outcome);
            var row = ProbeFixture.Row(probed, "DockerOverlay", "ApplicationIsolation");
            Assert.Equal(("Probed", FeatureStatus.Mismatch), (row.Basis, row.Status));
            Assert.StartsWith("None between ova-0 and ovb-0 (ova to ovb)", row.Observed, StringComparison.Ordinal);
            Assert.Contains("ackets contradict the configuration (Network", row.Reason, StringComparison.Ordinal);
        }
        finally
        {
            await Lab.Manager.InsideAsync("ova-0", "ip link del leak");
        }
    }

    [Fact]
    public async Task A_container_that_its_own_network_does_not_reach_is_named()
    {
        await Lab.Manager.InsideAsync("ovc-3", "iptables -A INPUT -i eth0 -j DROP");
        try
        {
            var row = ProbeFixture.Row(
                await ProbeFixture.ProbeAsync(Lab.Manager, "ApplicationIsolation", "ovc-1", "ovc-2"),
                "DockerOverlay",
                "ApplicationIsolation"
            );

            Assert.Equal(FeatureStatus.Mismatch, row.Status);
            Assert.StartsWith(
                "Unreached: no packet crosses within one network (ovc-2 and ovc-3 (ovc))",
                row.Observed,
                StringComparison.Ordinal
            );
        }
        finally
        {
            await Lab.Manager.InsideAsync("ovc-3", "iptables -F INPUT");
        }
    }
}
