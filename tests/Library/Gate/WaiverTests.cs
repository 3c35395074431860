using NetAudit.Gate;
using static NetAudit.Library.Tests.Gate.ExpectationText;

namespace NetAudit.Library.Tests.Gate;

public sealed class WaiverTests
{
    private const string Encrypted = "'encryption': [{ 'solution': 'DockerOverlay' }]";

    private static GateResult With(string waiver) =>
        Hold("partial-swarm/ps1", $"{Encrypted}, 'waivers': [{{ {waiver}, 'reason': 'the lab has no secrets' }}]");

    [Theory]
    [InlineData("'aspect': 'EncryptionChannel'")]
    [InlineData("'aspect': 'Enc*', 'solution': 'DockerOverlay', 'owner': 'net team', 'expires': '2026-11-23'")]
    [InlineData("'host': 'ps?'")]
    [InlineData("'network': '*'")]
    public void A_waived_finding_stays_visible_and_does_not_count(string waiver)
    {
        var result = With(waiver);

        Assert.Equal(GateOutcome.AsExpected, result.Outcome);
        Assert.Equal(["network ingress", "network ov1"], result.Findings.Select(finding => finding.Subject));
        Assert.All(result.Findings, finding => Assert.Equal("the lab has no secrets", finding.Waiver!.Reason));
        Assert.Empty(result.Counting);
    }

    [Theory]
    [InlineData("'aspect': 'NameService'")]
    [InlineData("'solution': 'Weave'")]
    [InlineData("'host': 'db*'")]
    [InlineData("'network': 'nothing*'")]
    [InlineData("'aspect': 'EncryptionChannel', 'host': 'db*'")]
    public void A_waiver_of_something_else_covers_nothing(string waiver) => Assert.Equal(GateOutcome.Findings, With(waiver).Outcome);

    [Fact]
    public void One_that_is_over_covers_nothing_and_is_a_finding_of_its_own()
    {
        var result = With("'aspect': 'EncryptionChannel', 'owner': 'net team', 'expires': '2026-11-22'");

        var over = Assert.Single(result.Findings, finding => finding.Rule == "WaiverExpired");
        Assert.Equal("waivers[0]", over.Subject);
        Assert.Equal(
            "waivers[0]: expected a waiver that has not ended; it ended on 2026-11-22: the lab has no secrets (net team)",
            over.Message
        );
        Assert.Contains(result.Counting, finding => finding.Rule == "ChannelEncrypted");
    }

    [Fact]
    public void One_that_is_over_fails_the_gate_where_all_else_is_as_expected() =>
        Assert.Equal(
            ["WaiverExpired"],
            Hold(
                "weave-sleeve-encrypted/node1",
                "'solutions': [{ 'solution': 'Weave' }], 'waivers': [{ 'host': 'x', 'reason': 'old', 'expires': '2020-01-01' }]"
            )
                .Counting.Select(finding => finding.Rule)
        );
}
