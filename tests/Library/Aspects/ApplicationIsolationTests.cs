using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Probes.ProbeRecordBuilder;

namespace NetAudit.Library.Tests.Aspects;

public sealed class ApplicationIsolationTests
{
    [Fact]
    public void Profiles_are_named_with_the_rules_that_drop_what_none_of_them_accepts()
    {
        var row = RecordedHosts.Read("calico-libnetwork-v2.6/host1").Row("Calico", "ApplicationIsolation");

        Assert.Equal(
            "Profile: 2 profiles, each with chains of its own (net1, net2); new connections between containers are dropped if no profile "
                + "accepts them",
            row.Observed
        );
        Assert.Equal(4, row.Evidence.Count(line => line.EndsWith("\"Drop if no profiles matched\" -j DROP", StringComparison.Ordinal)));
    }

    [Fact]
    public void Rules_between_a_flannel_hosts_own_bridges_are_told_from_those_between_hosts() =>
        Assert.Equal(
            "None: no rule keeps this host's subnet and those of other hosts apart; 1 subnet of theirs routed (10.5.31.0/24); "
                + "Docker's rules between this host's own bridges don't count",
            RecordedHosts.Read("flannel-vxlan/fl1").Row("Flannel", "ApplicationIsolation").Observed
        );

    [Fact]
    public void Silence_between_networks_is_isolation_where_the_sender_was_answered_in_its_own()
    {
        var row = Row(Pair("c1", Ov1, Ov1, ProbeOutcome.Reached), Pair("c1", Ov1, Ovenc, ProbeOutcome.Silent));

        Assert.Equal("Probed", row.Basis);
        Assert.Equal("Network: c1 and c2 (ov1) reach each other; kept apart: c1 and c2 (ov1 to ovenc)", row.Observed);
        Assert.DoesNotContain("ackets contradict", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_of_a_sender_that_nobody_answers_tells_nothing()
    {
        var row = Row(Pair("c1", Ov1, Ov1, ProbeOutcome.Silent), Pair("c1", Ov1, Ovenc, ProbeOutcome.Silent));

        Assert.Equal(FeatureStatus.Inconclusive, row.Status);
        Assert.Equal("Nothing was answered even within one network (c1 and c2 (ov1)), so silence proves nothing.", row.Reason);
    }

    [Fact]
    public void A_packet_between_two_networks_contradicts_what_is_configured()
    {
        var row = Row(Pair("c1", Ov1, Ov1, ProbeOutcome.Reached), Pair("c1", Ov1, Ovenc, ProbeOutcome.Reached));

        Assert.Equal(("Probed", FeatureStatus.Mismatch), (row.Basis, row.Status));
        Assert.Equal("None between c1 and c2 (ov1 to ovenc), which reach each other", row.Observed);
        Assert.Equal("Documented CIDR, observed None; packets contradict the configuration (Network by the kernel's state).", row.Reason);
    }

    [Fact]
    public void Two_subnets_of_one_network_may_reach_each_other()
    {
        var row = Row(
            Pair("c1", Ov1, Ov1, ProbeOutcome.Reached),
            Pair("c1", Ov1 with { Subnet = "10.0.1.0/24" }, Ov1 with { Subnet = "10.0.2.0/24" }, ProbeOutcome.Reached),
            Pair("c1", Ov1, Ovenc, ProbeOutcome.Silent)
        );

        Assert.Equal("Network: c1 and c2 (ov1) reach each other; kept apart: c1 and c2 (ov1 to ovenc)", row.Observed);
        Assert.DoesNotContain("ackets contradict", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_of_another_host_is_no_isolation_where_nothing_crossed_to_it()
    {
        var far = Pair("c1", Ov1, Ovenc, ProbeOutcome.Silent) with { To = Remote("c9", Ovenc, "10.0.9.2", "10.99.0.12") };
        var row = Row(Pair("c1", Ov1, Ov1, ProbeOutcome.Reached), far);
        var controlled = Row(
            Pair("c1", Ov1, Ov1, ProbeOutcome.Reached),
            far,
            Answered(Pair("c1", Ov1, Ov1, ProbeOutcome.Reached), "10.99.0.12")
        );

        Assert.Equal(FeatureStatus.Inconclusive, row.Status);
        Assert.Equal(
            "Get-OverlayFeature -Solution DockerOverlay -Aspect ApplicationIsolation -Probe # on the live host, "
                + "as root, after finding out why nothing crosses there",
            row.Recommendation
        );
        Assert.Equal(
            "No packet of any kind crossed to their host (c1 and c9 on 10.99.0.12 (ov1 to ovenc)), which may be cut off.",
            row.Reason
        );
        Assert.Equal("Probed", controlled.Basis);
        Assert.Equal(
            "Network: c1 and c2, c1 and c2 on 10.99.0.12 (ov1) reach each other; kept apart: c1 and c9 on 10.99.0.12 " + "(ov1 to ovenc)",
            controlled.Observed
        );
    }

    [Theory]
    [InlineData("web to db")]
    [InlineData("ov1, host 10.0.0.9")]
    [InlineData("10.0.0.0/8 to 172.16.0.0/12")]
    public void Two_containers_of_one_network_are_not_between_networks_whatever_its_name(string name)
    {
        NetworkRef network = new() { Id = "n1", Name = name };
        var row = Row(Pair("c1", network, network, ProbeOutcome.Reached));

        Assert.DoesNotContain("None between", row.Observed, StringComparison.Ordinal);
        Assert.Contains("no container of another network or subnet is known to send to", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_networks_of_one_name_are_told_apart_by_their_ids()
    {
        NetworkRef one = new() { Id = "n1", Name = "web" };
        var kept = Pair("c1", one, one with { Id = "n2" }, ProbeOutcome.Silent);
        var row = Row(Pair("c1", one, one, ProbeOutcome.Reached), kept);

        Assert.Equal("Network: c1 and c2 (web) reach each other; kept apart: c1 and c2 (web  to web )", row.Observed);
    }

    [Fact]
    public void Where_only_another_hosts_own_end_answered_in_its_subnet_the_row_says_so()
    {
        NetworkRef own = new() { Name = "bridge", Subnet = "10.5.15.0/24" };
        var end = Remote("", new() { Subnet = "10.5.31.0/24" }, "10.5.31.0", "10.99.0.2") with
        {
            Kind = ProbePeerKind.HostEnd,
            Container = null,
            Link = "flannel.1",
        };
        var answered = Record(ProbeCheck.ProtocolSupport, new ProtocolAnswer { Protocol = ProbeProtocol.Icmp }) with
        {
            From = Container("f1", own),
            To = end,
        };
        var row = RecordedHosts
            .Read("flannel-vxlan/fl1")
            .WithProbes("Flannel", Pair("f1", own, own, ProbeOutcome.Reached), answered)
            .Row("Flannel", "ApplicationIsolation");

        Assert.Equal(
            "Edition blog-2015 is outdated here: it documents CIDR; observed None, as edition current documents; no container of another "
                + "network or subnet is known, only another host's own end (f1 and flannel.1 on 10.99.0.2).",
            row.Reason
        );
    }

    private static ProbeRecord Answered(ProbeRecord record, string host) => record with { To = Remote("c2", Ov1, "10.0.1.5", host) };

    private static OverlayFeature Row(params ProbeRecord[] records) =>
        RecordedHosts.Read("engine28-swarm/md1").WithProbes("DockerOverlay", records).Row("DockerOverlay", "ApplicationIsolation");
}
