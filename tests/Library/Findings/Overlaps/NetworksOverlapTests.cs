using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Findings.Overlaps;

public sealed class NetworksOverlapTests
{
    [Fact]
    public void A_bridge_and_an_overlay_with_one_range_are_named_and_the_bridge_is_to_move()
    {
        var finding = Assert.Single(TroubledHost.Read("13-pools-overlap").Find<NetworksOverlap>());

        Assert.Equal((Severity.Warning, "bridge"), (finding.Severity, finding.Subject.Name));
        Assert.Equal(
            "systemctl restart docker # after you set \"bip\": \"10.213.1.1/24\" in /etc/docker/daemon.json; 10.213.1.0/24 is "
                + "free on this host: check that it is on the others too; for future networks: \"default-address-pools\": [{\"base\": "
                + "\"10.214.0.0/16\", \"size\": 24}] in /etc/docker/daemon.json, which replaces Docker's own pools",
            finding.Remediation
        );
        Assert.Empty(TroubledHost.Read("13-pools-overlap").Find<SubnetOverlapsHost>());
    }

    [Fact]
    public void Docker_gwbridge_in_an_overlays_range_costs_its_containers_the_way_out()
    {
        var overlay = SnapshotBuilder.Network("app", "overlay", "10.0.0.0/16", "swarm");
        var host = SnapshotBuilder.Host().With(SnapshotBuilder.Network("docker_gwbridge", "bridge", "10.0.1.0/24"), overlay);

        var finding = Assert.Single(host.Find<NetworksOverlap>());

        Assert.Equal((Severity.Error, "docker_gwbridge"), (finding.Severity, finding.Subject.Name));
        Assert.Equal(
            "Containers on network app lose the outside of the host, or a part of app: docker_gwbridge has "
                + "10.0.1.0/24, app has 10.0.0.0/16, and these overlap.",
            finding.Message
        );
    }
}
