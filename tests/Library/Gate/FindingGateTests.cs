using NetAudit.Gate;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Gate.ExpectationText;

namespace NetAudit.Library.Tests.Gate;

/// <summary>
/// The gate doesn't pass on a dead network. On overlay-swarm/sw1, a network was never allocated and a container failed to start.
/// </summary>
public sealed class FindingGateTests
{
    private const string Anything = "'solutions': [{ 'solution': 'DockerOverlay', 'states': ['Running', 'Idle'] }]";

    [Fact]
    public void An_error_fails_a_file_that_says_nothing_of_findings()
    {
        var result = OverlayGate.Evaluate([Host("overlay-swarm/sw1")], Of(Anything), Today, []);

        Assert.Equal(["ContainerStartFailed", "NetworkNotAllocated"], result.Counting.Select(counted => counted.Rule).Order());
        var finding = result.Counting.Single(counted => counted.Rule == "NetworkNotAllocated");
        Assert.Equal(GateOutcome.Findings, result.Outcome);
        Assert.Equal(("network dup_unalloc", "DockerOverlay"), (finding.Subject, finding.Solution));
        Assert.Equal("docker network inspect dup_unalloc: Driver \"\", IPAM.Config null", Assert.Single(finding.Evidence));
        Assert.Equal(
            "docker network rm dup_unalloc && docker network create --driver overlay --attachable --subnet 10.213.5.0/24 "
                + "dup_unalloc # if it was to be an overlay; on a manager; 10.213.5.0/24 is free on this host: check that it is on the "
                + "others too",
            finding.Remediation
        );
    }

    [Fact]
    public void A_sound_host_passes_it() =>
        Assert.Equal(GateOutcome.AsExpected, OverlayGate.Evaluate([Host("overlay-swarm/sw2")], Of(Anything), Today, []).Outcome);

    [Theory]
    [InlineData("[], 'onlyThese': true, 'solutions': [{ 'solution': 'DockerOverlay' }]", GateOutcome.AsExpected)]
    [InlineData("[{ 'severities': ['Error'] }]", GateOutcome.Findings)]
    [InlineData("[{ 'severities': ['Warning'] }]", GateOutcome.AsExpected)]
    [InlineData("[{ 'rules': ['NetworkNot*'] }]", GateOutcome.Findings)]
    [InlineData("[{ 'rules': ['AgentStopped'] }]", GateOutcome.AsExpected)]
    [InlineData("[{ 'subjects': ['dup_*'] }]", GateOutcome.Findings)]
    [InlineData("[{ 'subjects': ['network ov*'] }]", GateOutcome.AsExpected)]
    [InlineData("[{ 'solution': 'Weave' }]", GateOutcome.AsExpected)]
    [InlineData("[{ 'hosts': ['db*'] }], 'onlyThese': true, 'solutions': [{ 'solution': 'DockerOverlay' }]", GateOutcome.AsExpected)]
    [InlineData("[{ 'severity': 'Warning' }]", GateOutcome.AsExpected)]
    [InlineData("[{ 'rules': ['NetworkNotAllocated', 'Container*'], 'severity': 'Note' }, { }]", GateOutcome.AsExpected)]
    [InlineData("[{ }, { 'rules': ['NetworkNotAllocated', 'Container*'], 'severity': 'Note' }]", GateOutcome.Findings)]
    public void A_finding_is_weighed_by_the_first_entry_that_is_about_it(string findings, GateOutcome outcome) =>
        Assert.Equal(outcome, Hold("overlay-swarm/sw1", $"'findings': {findings}").Outcome);

    [Fact]
    public void A_member_of_the_cluster_that_was_not_given_fails_where_the_file_asks_for_all()
    {
        var result = OverlayGate.Evaluate(
            [Host("weave-sleeve-plain/node1"), Host("weave-sleeve-plain/node2")],
            Of("'findings': [{ 'rules': ['PeersNotGiven', 'EnginesDiffer', 'BackendsDiffer'] }]"),
            Today,
            []
        );

        Assert.Equal(GateOutcome.Findings, result.Outcome);
        Assert.Equal("peer node3 (62:5d:e5:d1:c2:f3), node4 (56:50:a2:3f:f5:b5)", Assert.Single(result.Counting).Subject);
    }

    [Fact]
    public void A_waiver_covers_a_rule()
    {
        var result = Hold(
            "overlay-swarm/sw1",
            "'findings': [{ 'rules': ['NetworkNot*'] }], 'waivers': [{ 'rule': 'NetworkNotAllocated', 'network': 'dup_unalloc', "
                + "'reason': 'known' }]"
        );

        Assert.Equal(GateOutcome.AsExpected, result.Outcome);
        Assert.Equal("known", Assert.Single(result.Findings).Waiver!.Reason);
    }

    [Fact]
    public void A_rule_that_an_entry_names_must_have_looked()
    {
        var blind = Host("overlay-swarm/sw2") with { HostNamespace = null, Networks = null };

        Assert.Equal(GateOutcome.AsExpected, Hold(blind, "'findings': [{ }]").Outcome);
        Assert.Contains(
            Hold(blind, "'findings': [{ }]").Cases,
            check => check.Outcome == GateCheckOutcome.Inconclusive && check.Reason.Length > 0
        );
        Assert.Equal(GateOutcome.CouldNotAudit, Hold(blind, "'findings': [{ 'inconclusive': 'CouldNotAudit' }]").Outcome);
    }

    [Fact]
    public void Each_check_is_a_case_of_the_same_name_whether_it_passes_or_not()
    {
        const string Body = "'findings': [{ }], 'encryption': [{ 'solution': 'DockerOverlay', 'networks': ['ov*'] }]";
        var failing = Hold("overlay-swarm/sw1", Body).Cases;
        var passing = Hold("overlay-swarm/sw1", Body + ", 'waivers': [{ 'host': '*', 'reason': 'all' }]").Cases;

        Assert.Equal(failing.Select(check => check.Name), passing.Select(check => check.Name));
        Assert.Contains(failing, check => check is { Name: "finding NetworkNotAllocated", Outcome: GateCheckOutcome.Failed });
        Assert.Contains(passing, check => check is { Name: "finding NetworkNotAllocated", Outcome: GateCheckOutcome.Waived });
        Assert.Contains(failing, check => check is { Name: "DockerOverlay network ovenc encrypted", Outcome: GateCheckOutcome.Passed });
        Assert.Equal(failing.Count, failing.Select(check => check.Name).Distinct().Count());
    }

    [Fact]
    public void A_case_knows_the_line_of_the_file_that_wants_it()
    {
        const string Text = "{\n \"version\": 1,\n \"findings\": [],\n \"encryption\": [\n  { \"networks\": [ \"ov1\" ] }\n ]\n}";
        var result = OverlayGate.Evaluate([Host("overlay-swarm/sw1")], Read(Text), Today, []);

        Assert.Equal(5, Assert.Single(result.Findings).Line);
    }

    [Fact]
    public void Encryption_that_is_only_declared_where_the_kernel_was_read_is_a_finding()
    {
        const string Observed = "'encryption': [{ 'solution': 'DockerOverlay', 'networks': ['sec'], 'basis': 'Observed' }]";
        var read = RecordedTrouble("28-encrypted-mixed-versions");
        var unread = read with { HostNamespace = read.HostNamespace! with { XfrmStates = null } };
        var dead = read with { HostNamespace = read.HostNamespace! with { XfrmStates = [] } };

        Assert.Equal(GateOutcome.Findings, Hold(dead, Observed).Outcome);
        Assert.Equal(GateOutcome.CouldNotAudit, Hold(unread, Observed).Outcome);
    }

    [Fact]
    public void What_is_written_from_a_broken_host_names_each_fault_and_stops_passing_in_a_month()
    {
        var host = Host("overlay-swarm/sw1");
        var written = Read(ExpectationFile.From(host));

        Assert.Contains(written.Waivers, waiver => waiver.Rule?.Text == "NetworkNotAllocated");
        Assert.Equal(GateOutcome.AsExpected, OverlayGate.Evaluate([host], written, Today, []).Outcome);
        Assert.Equal(GateOutcome.Findings, OverlayGate.Evaluate([host], written, DateTime.UtcNow.AddDays(32), []).Outcome);
    }

    [Fact]
    public void What_is_written_where_encryption_is_not_in_force_waives_that_for_a_month_too()
    {
        var read = RecordedTrouble("28-encrypted-mixed-versions");
        var dead = read with { HostNamespace = read.HostNamespace! with { XfrmStates = [] } };
        var written = Read(ExpectationFile.From(dead));

        Assert.Contains(written.Waivers, waiver => (waiver.Rule?.Text, waiver.Network?.Text) == ("ChannelEncrypted", "network sec"));
        Assert.Equal(GateOutcome.AsExpected, OverlayGate.Evaluate([dead], written, Today, []).Outcome);
        Assert.Equal(GateOutcome.Findings, OverlayGate.Evaluate([dead], written, DateTime.UtcNow.AddDays(32), []).Outcome);
    }

    [Fact]
    public void What_is_written_has_pools_so_that_a_new_network_passes() =>
        Assert.Contains(
            "10.0.0.0/8",
            Read(ExpectationFile.From(Host("overlay-swarm/sw1"))).Subnets.Single().Allowed.Select(subnet => subnet.ToString())
        );

    [Fact]
    public void What_only_two_hosts_show_together_fails_too()
    {
        var hosts = Findings.Troubles.Hosts("33-same-lease");
        var result = OverlayGate.Evaluate([.. hosts], Of("'findings': [{ 'rules': ['SameLease'] }]"), Today, []);

        Assert.Equal(GateOutcome.Findings, result.Outcome);
        Assert.Equal("SameLease", Assert.Single(result.Counting).Rule);
        Assert.Contains(result.Cases, check => check is { Name: "finding SameLease", Outcome: GateCheckOutcome.Failed });
        Assert.Equal(
            GateOutcome.CouldNotAudit,
            OverlayGate.Evaluate([hosts[0]], Of("'findings': [{ 'rules': ['SameLease'] }]"), Today, []).Outcome
        );
    }

    private static HostSnapshot RecordedTrouble(string name) => Findings.Troubles.Hosts(name)[0];
}
