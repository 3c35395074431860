using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.SnapshotBuilder;

namespace NetAudit.Library.Tests.Solutions.Flannel;

public class FlannelDetectorTests
{
    private static HostSnapshot Flannel(params Link[] links) =>
        Host(links)
            .With(Network("bridge", "bridge", "10.5.1.0/24"))
            .With(Container("a", "default", Endpoint("bridge", "10.5.1.2", "10.5.1.1")))
            .With(Process("flanneld", "--etcd-endpoints=http://192.0.2.9:2379")) with
        {
            Files = [Lease("10.5.0.0/16", "10.5.1.1/24")],
        };

    [Theory]
    [InlineData("wireguard", "flannel-wg", "WireGuard", "wireguard")]
    [InlineData("ipip", "flannel.ipip", "IPIP", "ipip")]
    public void A_backend_that_has_no_recording_is_told_by_its_link(string kind, string name, string model, string backend)
    {
        var host = Flannel(Link(name, kind, 5, 1420)).With(Route("10.5.2.0/24", name));

        var solution = host.Solution();
        Assert.Equal(("Flannel", backend, "Running"), (solution.Name, solution.Backend, solution.State));
        var row = host.Row("NetworkModel");
        Assert.StartsWith(model, row.Observed, StringComparison.Ordinal);
        Assert.Equal(FeatureStatus.Outdated, row.Status);
    }

    [Fact]
    public void WireGuard_encrypts_the_data_path_and_the_clear_control_path_is_named()
    {
        var row = Flannel(Link("flannel-wg", "wireguard", 5, 1420)).With(Route("10.5.2.0/24", "flannel-wg")).Row("EncryptionChannel");

        Assert.Equal(FeatureStatus.Mismatch, row.Status);
        Assert.Equal("Partly encrypted: WireGuard on 1 of 2 paths (data path); unencrypted: flanneld to etcd", row.Observed);
    }

    [Fact]
    public void ESP_states_of_its_request_id_tell_the_ipsec_backend()
    {
        var host = Flannel();
        host = host with
        {
            HostNamespace = host.HostNamespace! with
            {
                XfrmStates =
                [
                    new XfrmState
                    {
                        Source = "192.0.2.1",
                        Destination = "192.0.2.2",
                        Protocol = "esp",
                        RequestId = 11,
                    },
                ],
            },
        };

        Assert.Equal("ipsec", host.Solution().Backend);
    }

    [Fact]
    public void A_vxlan_device_with_DirectRouting_is_not_VXLAN_to_that_peer()
    {
        var host = Flannel(Vxlan("flannel.1", 1, 8472, 5))
            .With(Route("10.5.2.0/24", "eth0", "192.0.2.2"), Route("10.5.3.0/24", "flannel.1", "10.5.3.0"));

        var row = host.Row("NetworkModel");
        Assert.Equal(
            "HostGateway on eth0 (DirectRouting): 1 route (10.5.2.0/24); VXLAN on flannel.1 (VNI 1, UDP 8472): 1 " + "route (10.5.3.0/24)",
            row.Observed
        );
        Assert.Equal(FeatureStatus.Outdated, row.Status);
        Assert.Equal("vxlan", host.Solution().Backend);
    }

    [Fact]
    public void TLS_to_etcd_does_not_cover_the_data_path()
    {
        var host = Flannel(Vxlan("flannel.1", 1, 8472, 5)).With(Route("10.5.3.0/24", "flannel.1", "10.5.3.0"));
        host = host with { Processes = [Process("flanneld", "-etcd-endpoints", "https://192.0.2.9:2379", "-etcd-cafile=/etc/ca.pem")] };

        var row = host.Row("EncryptionChannel");
        Assert.Equal(FeatureStatus.Mismatch, row.Status);
        Assert.Equal("Partly encrypted: TLS on 1 of 2 paths (flanneld to etcd: by its flags); unencrypted: data path", row.Observed);
    }

    [Fact]
    public void The_Kubernetes_subnet_manager_is_a_store()
    {
        var host = Flannel(Vxlan("flannel.1", 1, 8472, 5)) with { Processes = [Process("flanneld", "--ip-masq", "--kube-subnet-mgr")] };

        Assert.Equal("Yes: the Kubernetes API", host.Row("DistributedStorage").Observed);
    }

    [Fact]
    public void A_flanneld_that_Docker_does_not_use_is_idle_and_says_so()
    {
        var host = Flannel(Vxlan("flannel.1", 1, 8472, 5)).With(Network("bridge", "bridge", "172.17.0.0/16"));

        var solution = host.Solution();
        Assert.Equal("Idle", solution.State);
        Assert.Contains(solution.Findings, finding => finding.Contains("10.5.1.0/24", StringComparison.Ordinal));
    }

    [Fact]
    public void A_bridge_that_somebody_called_flannel_1_is_not_Flannel() =>
        Assert.Empty(HostAudit.FindSolutions(Host(Link("flannel.1", "bridge", 5))));

    [Fact]
    public void Several_networks_have_a_lease_each()
    {
        var host = Flannel(Vxlan("flannel.1", 1, 8472, 5), Vxlan("flannel.2", 2, 8472, 6))
            .With(Route("10.5.3.0/24", "flannel.1", "10.5.3.0"), Route("10.6.3.0/24", "flannel.2", "10.6.3.0"));
        host = host with
        {
            Files =
            [
                Lease("10.5.0.0/16", "10.5.1.1/24", "/run/flannel/networks/blue.env"),
                Lease("10.6.0.0/16", "10.6.1.1/24", "/run/flannel/networks/red.env"),
            ],
        };

        var row = host.Row("NetworkModel");
        Assert.Equal(
            "VXLAN on flannel.1 (VNI 1, UDP 8472): 1 route (10.5.3.0/24); VXLAN on flannel.2 (VNI 2, UDP 8472): 1 " + "route (10.6.3.0/24)",
            row.Observed
        );
        Assert.Equal(FeatureStatus.Match, row.Status);
    }

    [Fact]
    public void Without_a_look_at_processes_a_standing_network_is_not_called_stopped()
    {
        var host = Flannel(Vxlan("flannel.1", 1, 8472, 5)) with { Processes = null };

        Assert.Equal("Running", host.Solution().State);
        Assert.Equal(FeatureStatus.Inconclusive, host.Row("DistributedStorage").Status);
    }

    [Fact]
    public void Only_chains_are_a_leftover() =>
        Assert.Equal("Leftover", Host().WithRules("nat -A FLANNEL -d 10.1.0.0/16 -j ACCEPT").Solution().State);
}
