using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Probes.ProbeRecordBuilder;

namespace NetAudit.Library.Tests.Aspects;

public sealed class SeparateVnicTests
{
    [Fact]
    public void A_container_that_is_not_counted_is_named_with_the_reason() =>
        Assert.Contains(
            ". Left out: int1, on internal networks only; multi1, whose other vNICs are on networks that it was given (",
            RecordedHosts.Read("overlay-swarm/sw1").Row("DockerOverlay", "SeparateVnic").Observed,
            StringComparison.Ordinal
        );

    private const string Contradiction = "ackets contradict the configuration (";

    [Fact]
    public void Packets_to_the_cluster_and_to_the_gateway_by_two_vNICs_prove_a_separate_one()
    {
        var links = Own();
        var row = Row(Left(links.Own), Left(links.Other) with { To = Gateway });

        Assert.Equal(("Probed", FeatureStatus.Match), (row.Basis, row.Status));
        Assert.Equal(
            "Yes: c1 sent to c2 by eth0 and to its default gateway by eth1; by its links only: Yes, sa1: eth0 for the "
                + "cluster and eth1 on docker_gwbridge, web.2.ehiik9j8snt8s32d2irxd7ajm: eth0 for the cluster and eth1 on docker_gwbridge, "
                + "rr.2.hueq7mcnbljc2ji3irqg5wgnt: eth0 for the cluster and eth1 on docker_gwbridge, svconly.2.xso7glamh2u40n9j8j8v1m6q1: "
                + "eth0 for the cluster and eth1 on docker_gwbridge, e1: eth0 for the cluster and eth1 on docker_gwbridge, "
                + "m1: eth0, eth2 for the cluster and eth1 on docker_gwbridge and 2 more",
            row.Observed
        );
    }

    [Fact]
    public void One_vNIC_that_takes_both_and_one_that_is_passed_over_contradict_two()
    {
        var links = Own();
        var both = Row(Left(links.Own), Left(links.Own) with { To = Gateway });
        var over = Row(Left(links.Other));

        Assert.Equal(
            "No: c1 sent to c2 by eth0 and to its default gateway by the same; by its links only: Yes, sa1: eth0 for the "
                + "cluster and eth1 on docker_gwbridge, web.2.ehiik9j8snt8s32d2irxd7ajm: eth0 for the cluster and eth1 on docker_gwbridge, "
                + "rr.2.hueq7mcnbljc2ji3irqg5wgnt: eth0 for the cluster and eth1 on docker_gwbridge, svconly.2.xso7glamh2u40n9j8j8v1m6q1: "
                + "eth0 for the cluster and eth1 on docker_gwbridge, e1: eth0 for the cluster and eth1 on docker_gwbridge, "
                + "m1: eth0, eth2 for the cluster and eth1 on docker_gwbridge and 2 more",
            both.Observed
        );
        Assert.Equal(
            "Unused: c1 sent to c2 by eth1, not by eth0; by its links only: Yes, sa1: eth0 for the cluster and eth1 on "
                + "docker_gwbridge, web.2.ehiik9j8snt8s32d2irxd7ajm: eth0 for the cluster and eth1 on docker_gwbridge, "
                + "rr.2.hueq7mcnbljc2ji3irqg5wgnt: eth0 for the cluster and eth1 on docker_gwbridge, svconly.2.xso7glamh2u40n9j8j8v1m6q1: "
                + "eth0 for the cluster and eth1 on docker_gwbridge, e1: eth0 for the cluster and eth1 on docker_gwbridge, "
                + "m1: eth0, eth2 for the cluster and eth1 on docker_gwbridge and 2 more",
            over.Observed
        );
        Assert.All(
            [both, over],
            row =>
            {
                Assert.Equal(("Probed", FeatureStatus.Mismatch), (row.Basis, row.Status));
                Assert.Contains(Contradiction + "Yes", row.Reason, StringComparison.Ordinal);
            }
        );
    }

    private static ProbePeer Gateway { get; } = new() { Kind = ProbePeerKind.Gateway, Address = "172.18.0.1" };

    private static ProbeRecord Left(string link) => Record(ProbeCheck.SeparateVnic, new VnicUsed { Link = link }, ProbeOutcome.Seen);

    /// <summary>Two links of c1: its vNIC on ov1, and its other one.</summary>
    private static (string Own, string Other) Own()
    {
        var host = RecordedHosts.Read("engine28-swarm/md1");
        var container = host.Containers!.Single(one => one.Name == "c1");
        var address = container.Endpoints.Single(endpoint => endpoint.NetworkName == "ov1").IPv4Address;
        var links = host.ContainerNamespaces[container.Id].Links!.Where(link => !link.IsLoopback).ToList();
        var own = links.Single(link => link.Addresses.Any(one => one.Address == address));
        return (own.Name, links.First(link => link != own).Name);
    }

    private static OverlayFeature Row(params ProbeRecord[] records) =>
        RecordedHosts.Read("engine28-swarm/md1").WithProbes("DockerOverlay", records).Row("DockerOverlay", "SeparateVnic");
}
