using NetAudit.Findings;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.SnapshotBuilder;

namespace NetAudit.Library.Tests.Findings.Flannel;

public sealed class BridgeOutsideLeaseTests
{
    private static HostSnapshot OnOldLease() => FlannelHost.Vxlan().With(Network("bridge", "bridge", "10.5.7.0/24"));

    [Fact]
    public void A_bridge_on_the_lease_gives_nothing() => Assert.Empty(FlannelHost.Vxlan().Find<BridgeOutsideLease>());

    [Fact]
    public void A_bridge_on_an_old_lease_is_named_with_the_command_line_to_use()
    {
        var finding = Assert.Single(OnOldLease().Find<BridgeOutsideLease>());

        Assert.Equal(
            "docker0 has 10.5.7.0/24, but flanneld's lease is 10.5.1.0/24: other hosts send this lease's packets "
                + "here, and no container has the addresses.",
            finding.Message
        );
        Assert.Equal(
            "Restart dockerd with --bip=10.5.1.1/24 and --mtu=1450 (FLANNEL_SUBNET and FLANNEL_MTU in "
                + "/run/flannel/subnet.env), then restart the containers.",
            finding.Remediation
        );
    }

    [Fact]
    public void Kubernetes_Flannel_beside_the_engine_is_left_alone() =>
        Assert.Empty(TroubledHost.Read("38-kubernetes-flannel-beside-docker").Find<BridgeOutsideLease>());

    [Fact]
    public void Each_sign_of_Kubernetes_is_enough()
    {
        var settings = new Dictionary<string, string> { ["plugins[0].type"] = "flannel" };
        var cni = new HostFile { Path = "/etc/cni/net.d/10-flannel.conflist", Settings = settings };
        var bridge = Link("cni0", "bridge", 9) with { Addresses = [Address("10.5.1.1/24")] };
        var host = OnOldLease();

        Assert.Empty((host with { Files = [.. host.Files, cni] }).Find<BridgeOutsideLease>());
        Assert.Empty(host.With(Process("flanneld", "--kube-subnet-mgr")).Find<BridgeOutsideLease>());
        Assert.Empty(
            (
                host with
                {
                    HostNamespace = host.HostNamespace! with { Links = [.. host.HostNamespace.Links!, bridge] },
                }
            ).Find<BridgeOutsideLease>()
        );
    }
}
