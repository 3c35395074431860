using NetAudit.Gate;
using static NetAudit.Library.Tests.Gate.ExpectationText;

namespace NetAudit.Library.Tests.Gate;

/// <summary>A gate that checked nothing doesn't pass. Entries for other hosts are as expected if another entry checked something.</summary>
public sealed class NothingCheckedTests
{
    private const string Elsewhere = "'solutions': [{ 'solution': 'Weave', 'hosts': ['prod-*'] }]";

    [Theory]
    [InlineData("'findings': [{ 'hosts': ['prod-*'] }]")]
    [InlineData("'findings': [], " + Elsewhere)]
    [InlineData("'findings': [{ 'hosts': ['PROD-*'] }], " + Elsewhere)]
    [InlineData("'inconclusive': 'Ignore', 'findings': [], " + Elsewhere)]
    [InlineData("'findings': [], " + Elsewhere + ", 'waivers': [{ 'host': '*', 'reason': 'any' }]")]
    public void A_file_whose_entries_are_all_for_other_hosts_does_not_pass(string body)
    {
        var result = Hold("overlay-swarm/sw2", body);

        var finding = Assert.Single(result.Findings);
        Assert.Equal((GateOutcome.CouldNotAudit, true), (result.Outcome, result.CheckedNothing));
        Assert.Equal(("AnythingChecked", FindingKind.CouldNotAudit, ""), (finding.Rule, finding.Kind, finding.Host));
        Assert.Contains("are for hosts 'prod-*'", finding.Observed.ToLowerInvariant(), StringComparison.Ordinal);
        Assert.EndsWith("; given: sw2", finding.Observed, StringComparison.Ordinal);
        Assert.Null(finding.Waiver);
    }

    [Theory]
    [InlineData(Elsewhere)]
    [InlineData("'findings': [{ 'hosts': ['prod-*'] }, { 'hosts': ['sw*'] }], " + Elsewhere)]
    [InlineData("'findings': [], 'solutions': [{ 'solution': 'Weave', 'hosts': ['prod-*'] }, { 'solution': 'DockerOverlay' }]")]
    public void One_file_serves_a_fleet(string body)
    {
        var result = OverlayGate.Evaluate([Host("overlay-swarm/sw2")], Of(body), Today, []);

        Assert.Equal((GateOutcome.AsExpected, false), (result.Outcome, result.CheckedNothing));
        Assert.NotEmpty(result.Cases);
    }

    [Fact]
    public void A_rule_that_compares_several_hosts_has_nothing_to_check_on_one()
    {
        var result = Hold("overlay-swarm/sw2", "'findings': [{ 'rules': ['SameLease'] }]");

        Assert.Equal(
            "its entries find nothing to check on sw2; one whose rule compares several hosts needs them all",
            Assert.Single(result.Findings).Observed
        );
        Assert.Equal(GateOutcome.CouldNotAudit, result.Outcome);
    }

    [Fact]
    public void What_is_to_be_ignored_where_it_is_not_seen_is_ignored() =>
        Assert.Equal(
            GateOutcome.AsExpected,
            Hold("overlay-swarm/sw2", "'findings': [], 'encryption': [{ 'solution': 'Weave', 'inconclusive': 'Ignore' }]").Outcome
        );
}
