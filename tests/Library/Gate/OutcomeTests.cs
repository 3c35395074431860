using NetAudit.Gate;
using NetAudit.Model;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Gate.ExpectationText;

namespace NetAudit.Library.Tests.Gate;

public sealed class OutcomeTests
{
    private const string WeaveEncrypted =
        "'solutions': [{ 'solution': 'Weave' }], 'encryption': [{ 'solution': 'Weave', 'schemes': ['NaCl', 'IPsec'], 'basis': "
        + "'Observed' }]";

    private static HostSnapshot WithOnePlainConnection()
    {
        var host = Host("weave-sleeve-encrypted/node1");
        var plain = new WeaveConnection
        {
            Address = "172.31.0.99:6783",
            State = "established",
            Overlay = "sleeve",
            Encrypted = false,
            NickName = "node9",
        };
        return host with { Weave = host.Weave! with { Connections = [.. host.Weave.Connections, plain] } };
    }

    [Fact]
    public void Encrypted_on_every_connection_passes_where_every_one_is()
    {
        var result = Hold("weave-sleeve-encrypted/node1", WeaveEncrypted);

        Assert.Empty(result.Findings);
        Assert.Equal(GateOutcome.AsExpected, result.Outcome);
        Assert.Equal(3, result.Checks);
        Assert.Equal(10, result.Rows.Count);
    }

    [Fact]
    public void One_connection_in_clear_fails_and_is_named()
    {
        var result = Hold(WithOnePlainConnection(), WeaveEncrypted);

        var finding = Assert.Single(result.Findings);
        Assert.Equal(GateOutcome.Findings, result.Outcome);
        Assert.Equal(
            ("ChannelEncrypted", "connection to node9", "Observed", "Weave"),
            (finding.Rule, finding.Subject, finding.Basis, finding.Solution)
        );
        Assert.Equal(
            "node1 Weave EncryptionChannel connection to node9: expected encrypted with NaCl or IPsec, Observed or "
                + "more; it is unencrypted",
            finding.Message
        );
        Assert.Equal("it is unencrypted", finding.Observed);
        Assert.Contains(finding.Evidence, line => line.Contains("172.31.0.99", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_outdated_is_allowed_unless_the_file_says_otherwise()
    {
        const string entry = "'aspects': [{ 'aspect': 'NameService', 'documented': 'blog-2015'";
        var allowed = Hold("engine28-swarm/md1", entry + " }]");
        var refused = Hold("engine28-swarm/md1", entry + ", 'allowOutdated': false }]");

        Assert.Equal(
            FeatureStatus.Outdated,
            RecordedHosts.Read("engine28-swarm/md1").Row("DockerOverlay", "NameService", "blog-2015").Status
        );
        Assert.Empty(allowed.Findings);
        Assert.Equal((GateOutcome.Findings, "AspectDocumented"), (refused.Outcome, Assert.Single(refused.Findings).Rule));
    }

    [Fact]
    public void What_is_encrypted_otherwise_than_wanted_is_a_finding() =>
        Assert.Equal(
            "NaCl, Observed",
            Hold("weave-sleeve-encrypted/node1", "'encryption': [{ 'schemes': ['IPsec'] }]").Findings[0].Observed
        );

    [Theory]
    [InlineData("ovenc", GateOutcome.AsExpected)]
    [InlineData("network ovenc", GateOutcome.AsExpected)]
    [InlineData("ov*", GateOutcome.Findings)]
    [InlineData("ovencr", GateOutcome.CouldNotAudit)]
    public void Networks_are_named_by_patterns_and_one_that_matches_nothing_proves_nothing(string pattern, GateOutcome outcome) =>
        Assert.Equal(
            outcome,
            Hold("overlay-swarm/sw1", $"'encryption': [{{ 'solution': 'DockerOverlay', 'networks': ['{pattern}'] }}]").Outcome
        );

    [Theory]
    [InlineData("*", GateOutcome.Findings)]
    [InlineData("ingress", GateOutcome.Findings)]
    [InlineData("ovenc", GateOutcome.AsExpected)]
    public void The_swarms_own_network_counts_as_any_other_and_the_finding_says_how_it_is_encrypted(string pattern, GateOutcome outcome)
    {
        var result = Hold("overlay-swarm/sw1", $"'encryption': [{{ 'solution': 'DockerOverlay', 'networks': ['{pattern}'] }}]");

        Assert.Equal(outcome, result.Outcome);
        Assert.All(
            result.Findings.Where(finding => finding.Subject == "network ingress"),
            finding =>
                Assert.Equal(
                    "sw1 DockerOverlay EncryptionChannel network ingress: expected encrypted; it is unencrypted; to encrypt the swarm's "
                        + "own network, remove the services that publish ports, then make it again: echo y | docker network rm ingress && "
                        + "sleep 3 && docker network create --driver overlay --ingress --subnet 10.0.0.0/24 --opt encrypted ingress",
                    finding.Message
                )
        );
        Assert.Equal(pattern != "ovenc", result.Findings.Any(finding => finding.Subject == "network ingress"));
    }

    [Fact]
    public void A_router_that_did_not_answer_could_not_be_audited()
    {
        var result = Hold(Host("weave-sleeve-encrypted/node1") with { Weave = null }, WeaveEncrypted);

        Assert.Equal(GateOutcome.CouldNotAudit, result.Outcome);
        Assert.Equal(FindingKind.CouldNotAudit, Assert.Single(result.Findings).Kind);
    }

    [Theory]
    [InlineData("CouldNotAudit", GateOutcome.CouldNotAudit)]
    [InlineData("Finding", GateOutcome.Findings)]
    [InlineData("Ignore", GateOutcome.AsExpected)]
    public void What_was_not_seen_counts_as_the_file_says(string counts, GateOutcome outcome)
    {
        var host = Host("weave-sleeve-encrypted/node1") with { Weave = null };

        Assert.Equal(outcome, Hold(host, $"'inconclusive': '{counts}', {WeaveEncrypted}").Outcome);
        Assert.Equal(outcome, Hold(host, $"'encryption': [{{ 'inconclusive': '{counts}' }}]").Outcome);
    }

    [Theory]
    [InlineData(
        "weave-sleeve-plain/node1",
        "'solutions': [{ 'solution': 'Weave', 'states': ['Running', 'Idle'] }]",
        GateOutcome.AsExpected,
        ""
    )]
    [InlineData("overlay-swarm-locked/sx1", "'solutions': [{ 'solution': 'DockerOverlay' }]", GateOutcome.Findings, "SolutionState")]
    [InlineData("weave-sleeve-plain/node1", "'solutions': [{ 'solution': 'Flannel' }]", GateOutcome.Findings, "SolutionMissing")]
    [InlineData("weave-sleeve-plain/node1", "'solutions': [{ 'solution': 'Flannel', 'states': ['Absent'] }]", GateOutcome.AsExpected, "")]
    [InlineData(
        "weave-sleeve-plain/node1",
        "'solutions': [{ 'solution': 'Weave', 'states': ['Absent'] }]",
        GateOutcome.Findings,
        "SolutionUnexpected"
    )]
    [InlineData("weave-sleeve-plain/node1", "'onlyThese': true", GateOutcome.Findings, "SolutionUnexpected")]
    [InlineData("plain-docker-bridge-only/sx1", "'onlyThese': true", GateOutcome.AsExpected, "")]
    public void Solutions_must_be_there_in_a_state_that_is_allowed(string host, string body, GateOutcome outcome, string rule)
    {
        var result = Hold(host, body);

        Assert.Equal((outcome, rule), (result.Outcome, string.Join(" ", result.Findings.Select(finding => finding.Rule))));
    }

    [Fact]
    public void A_solution_is_only_missing_where_one_could_have_seen_it()
    {
        var blind = Host("plain-docker-bridge-only/sx1") with { HostNamespace = null };

        Assert.Equal(GateOutcome.CouldNotAudit, Hold(blind, "'solutions': [{ 'solution': 'Flannel' }]").Outcome);
        Assert.Equal(GateOutcome.CouldNotAudit, Hold(blind, "'solutions': [{ 'solution': 'Flannel', 'states': ['Absent'] }]").Outcome);
        Assert.Equal(GateOutcome.CouldNotAudit, Hold(blind, "'onlyThese': true").Outcome);
        Assert.Equal(GateOutcome.Findings, Hold(blind, "'solutions': [{ 'solution': 'DockerOverlay' }]").Outcome);
    }

    [Theory]
    [InlineData("'aspect': 'NetworkModel', 'values': ['VXLAN']", GateOutcome.AsExpected)]
    [InlineData("'aspect': 'NetworkModel', 'values': ['UDP', 'HostGateway']", GateOutcome.Findings)]
    [InlineData("'aspect': 'NetworkModel', 'patterns': ['*UDP 4789*']", GateOutcome.AsExpected)]
    [InlineData("'aspect': 'NetworkModel', 'patterns': ['*UDP 9999*']", GateOutcome.Findings)]
    [InlineData("'aspect': 'NameService', 'documented': 'blog-2015'", GateOutcome.AsExpected)]
    [InlineData("'aspect': 'NameService', 'documented': 'current'", GateOutcome.AsExpected)]
    [InlineData("'aspect': 'NetworkModel', 'basis': 'Observed'", GateOutcome.AsExpected)]
    [InlineData("'aspect': 'DistributedStorage', 'values': ['No'], 'basis': 'Declared'", GateOutcome.AsExpected)]
    [InlineData("'aspect': 'DistributedStorage', 'values': ['No'], 'basis': 'Observed'", GateOutcome.CouldNotAudit)]
    [InlineData("'aspect': 'NameService', 'solution': 'Weave', 'values': ['Yes']", GateOutcome.CouldNotAudit)]
    [InlineData("'aspect': 'NameService', 'hosts': ['db*'], 'values': ['Yes']", GateOutcome.CouldNotAudit)]
    [InlineData(
        "'aspect': 'NameService', 'values': ['Yes'] }, { 'aspect': 'NameService', 'hosts': ['db*'], 'values': ['No']",
        GateOutcome.AsExpected
    )]
    [InlineData("'aspect': 'NameService', 'documented': 'blog-2015', 'severity': 'Warning'", GateOutcome.AsExpected)]
    public void Aspects_must_be_as_written_or_documented_and_rest_on_enough(string aspect, GateOutcome outcome) =>
        Assert.Equal(outcome, Hold("overlay-swarm/sw1", $"'aspects': [{{ {aspect} }}]").Outcome);

    [Theory]
    [InlineData("10.0.0.0/8", GateOutcome.AsExpected)]
    [InlineData("192.168.0.0/16", GateOutcome.Findings)]
    public void Subnets_must_lie_in_one_that_is_allowed(string allowed, GateOutcome outcome)
    {
        var result = Hold("overlay-swarm/sw1", $"'subnets': [{{ 'allowed': ['{allowed}', 'fd00::/8'] }}]");

        Assert.Equal(outcome, result.Outcome);
        Assert.All(result.Findings, finding => Assert.StartsWith("network ", finding.Subject, StringComparison.Ordinal));
    }

    [Fact]
    public void A_contradiction_weighs_more_than_what_was_not_seen() =>
        Assert.Equal(
            GateOutcome.Findings,
            Hold(
                WithOnePlainConnection(),
                $"{WeaveEncrypted}, 'aspects': [{{ 'solution': 'Flannel', 'aspect': '*', 'documented': 'current' }}]"
            ).Outcome
        );

    [Fact]
    public void A_host_that_was_not_read_or_no_host_at_all_is_never_as_expected()
    {
        var expectation = Of("'onlyThese': true");
        var host = Host("plain-docker-bridge-only/sx1");

        var unread = OverlayGate.Evaluate([host], expectation, Today, [("node7", "no engine answers")]);
        Assert.Equal((GateOutcome.CouldNotAudit, "node7"), (unread.Outcome, Assert.Single(unread.Findings).Host));
        Assert.Equal(GateOutcome.CouldNotAudit, OverlayGate.Evaluate([], expectation, Today, []).Outcome);
    }

    [Fact]
    public void Findings_have_the_same_id_on_every_run_and_different_ones_each()
    {
        var ids = Hold("overlay-swarm/sw1", "'subnets': [{ 'allowed': ['192.168.0.0/16'] }]")
            .Findings.Select(finding => finding.Id)
            .ToList();

        Assert.Equal(
            ids,
            Hold("overlay-swarm/sw1", "'subnets': [{ 'allowed': ['192.168.0.0/16'] }]").Findings.Select(finding => finding.Id)
        );
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Theory]
    [InlineData("*", "anything", true)]
    [InlineData("node?", "NODE1", true)]
    [InlineData("node?", "node12", false)]
    [InlineData("*-db-*", "eu-db-1", true)]
    [InlineData("a*b*c", "abab", false)]
    [InlineData("", "x", false)]
    public void Patterns_match_as_people_know_them(string pattern, string name, bool matches) =>
        Assert.Equal(matches, new NamePattern(pattern).Matches(name));
}
