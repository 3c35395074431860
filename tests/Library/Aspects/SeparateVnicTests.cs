using NetAudit.Rows;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Probes.ProbeRecordBuilder;

namespace NetAudit.Library.Tests.Aspects;

public sealed class SeparateVnicTests
{
    private const string Contradiction = "ackets contradict the configuration (";

    [Fact]
    public void Packets_to_the_cluster_and_to_the_gateway_by_two_vNICs_prove_a_separate_one()
    {
        var links = Own();
        var row = Row(Left(links.Own), Left(links.Other) with { To = Gateway });

        Assert.Equal(("Probed", "Match"), (row.Basis, row.Status));
        Assert.StartsWith(
            $"Yes: c1 sent to c2 by {links.Own} and to its default gateway by {links.Other}",
            row.Observed,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void One_vNIC_that_takes_both_and_one_that_is_passed_over_contradict_two()
    {
        var links = Own();
        var both = Row(Left(links.Own), Left(links.Own) with { To = Gateway });
        var over = Row(Left(links.Other));

        Assert.StartsWith(
            $"No: c1 sent to c2 by {links.Own} and to its default gateway by the same",
            both.Observed,
            StringComparison.Ordinal
        );
        Assert.StartsWith($"Unused: c1 sent to c2 by {links.Other}, not by {links.Own}", over.Observed, StringComparison.Ordinal);
        Assert.All(
            [both, over],
            row =>
            {
                Assert.Equal(("Probed", "Mismatch"), (row.Basis, row.Status));
                Assert.Contains(Contradiction + "Yes", row.Reason, StringComparison.Ordinal);
            }
        );
    }

    private static ProbePeer Gateway { get; } = new() { Kind = ProbePeerKind.Gateway, Address = "172.18.0.1" };

    private static ProbeRecord Left(string link) => Record(ProbeCheck.SeparateVnic, new VnicUsed { Link = link }, ProbeOutcome.Seen);

    /// <summary>c1's vNIC on ov1, and its other one.</summary>
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
