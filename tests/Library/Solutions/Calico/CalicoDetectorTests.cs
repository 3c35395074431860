using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.SnapshotBuilder;

namespace NetAudit.Library.Tests.Solutions.Calico;

public class CalicoDetectorTests
{
    /// <summary>A Kubernetes node with Calico's CNI. The engine shows only the agent's container.</summary>
    private static HostSnapshot Cni(params Link[] links)
    {
        var node = Container("k8s_calico-node_calico-node-abcde_kube-system", "host") with
        {
            Image = "docker.io/calico/node:v3.20.6",
            Labels = new Dictionary<string, string> { ["io.kubernetes.pod.name"] = "calico-node-abcde" },
            Environment = [new EnvironmentVariable { Name = "DATASTORE_TYPE", Value = "kubernetes" }],
        };
        return Host([Link("cali1a2b3c4d5e6", "veth", 9, 1440, 3), .. links])
            .With(node)
            .With(Process("calico-felix"), Process("kubelet"))
            .With(Route("10.244.0.5", "cali1a2b3c4d5e6"), Route("10.244.0.0/26", null, null, "bird", "blackhole"))
            .WithInside(Container("pod", "none"), Link("eth0", "veth", 3, 1440, 9) with { Addresses = [Address("10.244.0.5/32")] }) with
        {
            Files =
            [
                new HostFile
                {
                    Path = "/etc/cni/net.d/10-calico.conflist",
                    Settings = new Dictionary<string, string> { ["plugins[0].type"] = "calico" },
                },
            ],
        };
    }

    [Fact]
    public void CNI_is_found_and_named_as_an_agent_of_Kubernetes()
    {
        var solution = Cni().Solution();

        Assert.Equal(("Calico", "bgp", "3.20.6", "Running"), (solution.Name, solution.Backend, solution.Version, solution.State));
        Assert.Contains(solution.Evidence, line => line.Contains("Kubernetes pod calico-node-abcde", StringComparison.Ordinal));
        Assert.Contains(solution.Evidence, line => line.Contains("docker inspect pod", StringComparison.Ordinal));
    }

    [Fact]
    public void IPIP_is_told_by_its_routes()
    {
        var host = Cni(Link("tunl0", "ipip", 4, 1440)).With(Route("10.244.1.0/26", "tunl0", "192.0.2.2", "bird"));

        Assert.Equal("ipip", host.Solution().Backend);
        Assert.Equal("IPIP on tunl0: 1 route (10.244.1.0/26)", host.Row("NetworkModel").Observed);
        Assert.Equal(FeatureStatus.Outdated, host.Row("NetworkModel").Status);
    }

    [Fact]
    public void An_idle_tunl0_does_not_make_it_IPIP() =>
        Assert.Equal(
            "Layer3 by BGP on eth0: 1 route (10.244.1.0/26)",
            Cni(Link("tunl0", "ipip", 4, 1440)).With(Route("10.244.1.0/26", "eth0", "192.0.2.2", "bird")).Row("NetworkModel").Observed
        );

    [Fact]
    public void VXLAN_is_told_by_its_routes()
    {
        var host = Cni(Vxlan("vxlan.calico", 4096, 4789, 4)).With(Route("10.244.1.0/26", "vxlan.calico", "10.244.1.0", "80"));

        Assert.Equal("vxlan", host.Solution().Backend);
        Assert.Equal("VXLAN on vxlan.calico: 1 route (10.244.1.0/26)", host.Row("NetworkModel").Observed);
    }

    [Fact]
    public void WireGuard_contradicts_no_encryption()
    {
        var row = Cni(Link("wireguard.cali", "wireguard", 4, 1420))
            .With(Route("10.244.1.0/26", "wireguard.cali", null, "80", table: "1"))
            .Row("EncryptionChannel");

        Assert.Equal(FeatureStatus.Outdated, row.Status);
        Assert.Equal("Encrypted: WireGuard on 1 of 1 path (WireGuard data path)", row.Observed);
    }

    [Fact]
    public void Its_store_is_the_Kubernetes_API() => Assert.Equal("Yes: the Kubernetes API", Cni().Row("DistributedStorage").Observed);

    [Fact]
    public void Rules_that_name_protocols_are_the_list_and_a_policy_is_a_policy()
    {
        var host = Cni()
            .WithRules(
                "filter -A cali-pi-default.web -p tcp -m multiport --dports 80 -j MARK --set-xmark 0x10000/0x10000",
                "filter -A cali-pi-default.web -p icmp -j MARK --set-xmark 0x10000/0x10000",
                "filter -A cali-pi-default.web -m mark --mark 0x10000/0x10000 -j RETURN"
            );

        var protocols = host.Row("ProtocolSupport");
        Assert.Equal("TCP, ICMP: the accepting rules name these only. Not checked: whether packets arrive", protocols.Observed);
        Assert.Equal(FeatureStatus.Match, protocols.Status);
        Assert.Equal("NetworkPolicy: 1 policy chain (cali-pi-default.web)", host.Row("ApplicationIsolation").Observed);
    }

    [Fact]
    public void A_protocol_outside_the_four_is_a_mismatch()
    {
        var host = Cni().WithRules("filter -A cali-pi-default.web -p sctp -j MARK --set-xmark 0x10000/0x10000");

        Assert.Equal(FeatureStatus.Outdated, host.Row("ProtocolSupport").Status);
    }

    [Fact]
    public void Links_called_cali_on_a_bridge_are_not_Calico() =>
        Assert.Empty(HostAudit.FindSolutions(Host(Link("cali1", "veth", 5) with { Master = "br0" })));

    [Fact]
    public void An_agent_that_is_gone_leaves_a_stopped_solution()
    {
        var host = Cni() with { Processes = [Process("dockerd")] };
        var solution = host.Solution();

        Assert.Equal("Stopped", solution.State);
        Assert.Contains(
            solution.Findings,
            finding => finding.StartsWith("The agent of Calico isn't running, but its network is still set up", StringComparison.Ordinal)
        );
    }
}
