using NetAudit.Collection;
using NetAudit.Matrix;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Aspects;

/// <summary>What the engine's answers make of the two rows.</summary>
public sealed class TriedTests
{
    private static TrialAnswer Unallocated { get; } = new() { Kind = TrialAnswerKind.Unallocated, After = TimeSpan.FromSeconds(1) };

    private static TrialAnswer Overlaps { get; } =
        new()
        {
            Kind = TrialAnswerKind.Refused,
            Status = 403,
            Message = "Pool overlaps",
        };

    private static TrialAnswer Allocated { get; } =
        new()
        {
            Kind = TrialAnswerKind.Allocated,
            After = TimeSpan.FromMilliseconds(5),
            Vni = "4098",
        };

    private static TrialAnswer Denied { get; } =
        new()
        {
            Kind = TrialAnswerKind.Refused,
            Status = 403,
            Message = "authorization denied",
        };

    [Theory]
    [InlineData(ProbeOutcome.Unallocated, "accepted, and left unallocated: no driver and no subnet after 1.0 s")]
    [InlineData(ProbeOutcome.Refused, "refused: 403 Pool overlaps")]
    public void A_second_subnet_that_is_not_made_is_No_which_Maybe_does_not_contradict_and_today_says(ProbeOutcome outcome, string answer)
    {
        var same = Same(outcome, outcome == ProbeOutcome.Refused ? Overlaps : Unallocated);
        var row = Row("IPOverlap", "blog-2015", Free, same);

        Assert.Equal(
            ("Probed", "NotInUse", $"No: a network with the same subnet again (198.18.0.0/28): {answer}"),
            (row.Basis, row.Status, row.Observed)
        );
        Assert.Equal(
            $"docker network create -d overlay --internal --subnet 198.18.0.0/28 netaudit-tmp-2: {answer} (5 ms)",
            row.Evidence[0]
        );
        Assert.Contains(
            "a network with a subnet that nobody uses here (198.18.0.0/28) was made and allocated, this one was not",
            row.Reason,
            StringComparison.Ordinal
        );
        Assert.Equal("Match", Row("IPOverlap", "current", Free, same).Status);
    }

    [Fact]
    public void A_second_subnet_that_is_made_is_Yes_and_contradicts_what_is_documented_today()
    {
        var row = Row("IPOverlap", "blog-2015", Free, Same(ProbeOutcome.Accepted, Allocated));

        Assert.Equal(("Probed", "Match"), (row.Basis, row.Status));
        Assert.StartsWith("Yes: a network with the same subnet again", row.Observed, StringComparison.Ordinal);
        Assert.Contains("no container was put on them", row.Reason, StringComparison.Ordinal);
        Assert.Equal("Mismatch", Row("IPOverlap", "current", Free, Same(ProbeOutcome.Accepted, Allocated)).Status);
    }

    [Fact]
    public void The_hosts_own_subnet_made_is_as_documented()
    {
        var row = Row("SubnetRestriction", "blog-2015", Free, Host(ProbeOutcome.Accepted, Allocated));

        Assert.Equal(("Probed", "Match"), (row.Basis, row.Status));
        Assert.Equal(
            "Yes: a network with the host's own subnet (10.99.0.0/24 of eth0): accepted and allocated after 5 ms, VNI 4098",
            row.Observed
        );
    }

    [Theory]
    [InlineData(ProbeOutcome.Unallocated)]
    [InlineData(ProbeOutcome.Refused)]
    public void The_hosts_own_subnet_refused_contradicts_a_cell_that_says_it_may_be(ProbeOutcome outcome)
    {
        var row = Row("SubnetRestriction", "blog-2015", Free, Host(outcome, Overlaps));

        Assert.Equal(("Probed", "Mismatch"), (row.Basis, row.Status));
        Assert.Contains("documented Yes, seen No", row.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("IPOverlap")]
    [InlineData("SubnetRestriction")]
    public void Where_not_even_a_free_subnet_was_made_the_row_stays_as_it_was(string aspect)
    {
        var plain = Row(aspect, "blog-2015");
        var row = Row(aspect, "blog-2015", Answered(Free, ProbeOutcome.Refused, Denied));

        Assert.Equal((plain.Observed, plain.Status, plain.Basis), (row.Observed, row.Status, row.Basis));
        Assert.Contains(
            "not even a network with a subnet that nobody uses here (198.18.0.0/28) was made: refused: 403 authorization denied",
            row.Reason,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Where_none_could_be_made_the_row_stays_as_it_was_and_says_why()
    {
        var plain = Row("SubnetRestriction", "blog-2015");
        var row = Row(
            "SubnetRestriction",
            "blog-2015",
            Free with
            {
                Outcome = ProbeOutcome.Failed,
                Finding = new NetworkTried
                {
                    Obstacle = new() { Kind = TrialObstacleKind.NoManager, Names = ["a worker"] },
                },
            }
        );

        Assert.Equal((plain.Observed, plain.Status, plain.Basis), (row.Observed, row.Status, row.Basis));
        Assert.Equal(plain.Evidence, row.Evidence);
        Assert.EndsWith(
            "no network was tried: this node is a worker, and only a manager of the swarm makes networks: run it on one",
            row.Reason,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_network_that_somebody_else_removed_settles_nothing()
    {
        var row = Row("IPOverlap", "blog-2015", Free, Same(ProbeOutcome.Failed, new() { Kind = TrialAnswerKind.Gone }));

        Assert.NotEqual("Probed", row.Basis);
        Assert.Contains("the same subnet again (198.18.0.0/28): accepted, and then gone", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Networks_whose_subnets_overlap_are_no_address_given_twice()
    {
        var host = Manager();
        var twin = host.Networks!.First(network => network.Name == "ov1") with { Id = "zz", Name = "twin" };
        var row = Row(host with { Networks = [.. host.Networks!, twin] }, "IPOverlap", "blog-2015");

        Assert.StartsWith("No: ", row.Observed, StringComparison.Ordinal);
        Assert.EndsWith("ov1 10.0.1.0/24 and twin 10.0.1.0/24 overlap", row.Observed, StringComparison.Ordinal);
        Assert.NotEqual("Mismatch", Row(host with { Networks = [.. host.Networks!, twin] }, "IPOverlap", "current").Status);
    }

    [Fact]
    public void A_saved_snapshot_repeats_the_row()
    {
        var host = Manager() with { Probes = [Free, Same(ProbeOutcome.Unallocated, Unallocated)] };
        var read = SnapshotFile.Read(SnapshotFile.Write(host), "saved.json");

        Assert.Equal("Probed", Row(read, "IPOverlap", "blog-2015").Basis);
        Assert.Equal(Row(host, "IPOverlap", "blog-2015").Observed, Row(read, "IPOverlap", "blog-2015").Observed);
    }

    private static ProbeRecord Free { get; } =
        new()
        {
            Check = ProbeCheck.IPOverlap,
            Solution = "DockerOverlay",
            From = new() { Kind = ProbePeerKind.Engine, Address = "unix:///var/run/docker.sock" },
            Outcome = ProbeOutcome.Accepted,
            Finding = Tried(TrialPart.Free, "198.18.0.0/28", "netaudit-tmp-1", Allocated with { Vni = "4097" }),
            Took = TimeSpan.FromMilliseconds(5),
        };

    private static NetworkTried Tried(TrialPart part, string subnet, string name, TrialAnswer answer) =>
        new()
        {
            Network = new()
            {
                Part = part,
                Driver = "overlay",
                Internal = true,
                Subnet = subnet,
                Link = part == TrialPart.Host ? "eth0" : null,
            },
            Name = name,
            Answer = answer,
        };

    private static ProbeRecord Answered(ProbeRecord record, ProbeOutcome outcome, TrialAnswer answer) =>
        record with
        {
            Outcome = outcome,
            Finding = ((NetworkTried)record.Finding!) with { Answer = answer },
        };

    private static ProbeRecord Same(ProbeOutcome outcome, TrialAnswer answer) =>
        Free with
        {
            Outcome = outcome,
            Finding = Tried(TrialPart.Same, "198.18.0.0/28", "netaudit-tmp-2", answer),
        };

    private static ProbeRecord Host(ProbeOutcome outcome, TrialAnswer answer) =>
        Free with
        {
            Outcome = outcome,
            Finding = Tried(TrialPart.Host, "10.99.0.0/24", "netaudit-tmp-2", answer),
        };

    private static OverlayFeature Row(string aspect, string edition, params ProbeRecord[] records) =>
        Row(Manager(), aspect, edition, records);

    private static OverlayFeature Row(HostSnapshot host, string aspect, string edition, params ProbeRecord[] records) =>
        Assert.Single(
            HostAudit.Compare(
                records.Length == 0
                    ? host
                    : host with
                    {
                        Probes = [.. records.Select(record => record with { Check = Enum.Parse<ProbeCheck>(aspect) })],
                    },
                Editions.Load(edition),
                ["DockerOverlay"],
                [aspect]
            )
        );

    private static HostSnapshot Manager() =>
        RecordedHost.Read(RecordedHosts.PathOf("engine28-swarm/md1"), TestContext.Current.CancellationToken);
}
