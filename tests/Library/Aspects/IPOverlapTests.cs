using NetAudit.Collection;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Probes.Trials.TrialRecordBuilder;

namespace NetAudit.Library.Tests.Aspects;

public sealed class IPOverlapTests
{
    [Theory]
    [InlineData(ProbeOutcome.Unallocated, "accepted, and left unallocated: no driver and no subnet after 1.0 s")]
    [InlineData(ProbeOutcome.Refused, "refused: 403 Pool overlaps")]
    public void A_second_subnet_that_is_not_made_is_No_which_Maybe_does_not_contradict_and_today_says(ProbeOutcome outcome, string answer)
    {
        var same = Same(outcome, outcome == ProbeOutcome.Refused ? Overlaps : Unallocated);
        var row = Row("blog-2015", Free, same);

        Assert.Equal(
            ("Probed", FeatureStatus.NotInUse, $"No: the engine made no network with the same subnet again (198.18.0.0/28): {answer}"),
            (row.Basis, row.Status, row.Observed)
        );
        Assert.Equal(
            $"docker network create -d overlay --internal --subnet 198.18.0.0/28 netaudit-tmp-2: {answer} (5 ms)",
            row.Evidence[0]
        );
        Assert.Equal(
            "The documentation describes it as possible, and this host doesn't use it; the engine made and allocated a network with "
                + "a subnet that nobody uses here (198.18.0.0/28), and not this one.",
            row.Reason
        );
        Assert.Equal(FeatureStatus.Match, Row("current", Free, same).Status);
    }

    [Fact]
    public void A_second_subnet_that_is_made_is_Yes_and_contradicts_what_is_documented_today()
    {
        var row = Row("blog-2015", Free, Same(ProbeOutcome.Accepted, Allocated));

        Assert.Equal(("Probed", FeatureStatus.Match), (row.Basis, row.Status));
        Assert.Equal(
            "Yes: the engine made a network with the same subnet again (198.18.0.0/28): accepted and allocated after "
                + "5 ms, VNI 4098. Not checked: whether containers on it reach anyone",
            row.Observed
        );
        Assert.Equal(FeatureStatus.Mismatch, Row("current", Free, Same(ProbeOutcome.Accepted, Allocated)).Status);
    }

    [Fact]
    public void A_network_that_somebody_else_removed_settles_nothing()
    {
        var row = Row("blog-2015", Free, Same(ProbeOutcome.Failed, new TrialAnswer { Kind = TrialAnswerKind.Gone }));

        Assert.NotEqual("Probed", row.Basis);
        Assert.Equal(
            "The documentation describes it as possible, and this host doesn't use it; the engine was asked for a network with the "
                + "same subnet again (198.18.0.0/28): accepted, and then gone: something else removed it.",
            row.Reason
        );
    }

    [Fact]
    public void Networks_whose_subnets_overlap_are_no_address_given_twice()
    {
        var host = Manager();
        var twin = host.Networks!.First(network => network.Name == "ov1") with { Id = "zz", Name = "twin" };
        var row = Row(host with { Networks = [.. host.Networks!, twin] }, "blog-2015");

        Assert.Equal(
            "None given twice here: 12 container addresses, 9 subnets; overlapping subnets: ov1 10.0.1.0/24 and twin 10.0.1.0/24",
            row.Observed
        );
        Assert.NotEqual(FeatureStatus.Mismatch, Row(host with { Networks = [.. host.Networks!, twin] }, "current").Status);
    }

    [Fact]
    public void An_address_that_an_agent_gave_by_itself_was_seen_inside_the_container_only()
    {
        var evidence = RecordedHosts.Read("weave-sleeve-plain/node1").Row("Weave", "IPOverlap").Evidence;

        Assert.Contains(
            evidence,
            line => line.StartsWith("in container ", StringComparison.Ordinal) && line.Contains(", ip -d addr show ethwe")
        );
        Assert.DoesNotContain(evidence, line => line.StartsWith("docker inspect a1:", StringComparison.Ordinal));
    }

    [Fact]
    public void A_saved_snapshot_repeats_the_row()
    {
        var host = Manager() with { Probes = [Free, Same(ProbeOutcome.Unallocated, Unallocated)] };
        var read = SnapshotFile.Read(SnapshotFile.Write(host), "saved.json");

        Assert.Equal("Probed", Row(read, "blog-2015").Basis);
        Assert.Equal(Row(host, "blog-2015").Observed, Row(read, "blog-2015").Observed);
    }

    private static OverlayFeature Row(string edition, params ProbeRecord[] records) => Row(Manager(), edition, records);

    private static OverlayFeature Row(HostSnapshot host, string edition, params ProbeRecord[] records) =>
        host.WithProbes("DockerOverlay", [.. records.Select(record => record with { Check = ProbeCheck.IPOverlap })])
            .Row("DockerOverlay", "IPOverlap", edition);

    private static HostSnapshot Manager() => RecordedHosts.Read("engine28-swarm/md1");
}
