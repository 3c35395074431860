using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Findings.Weave;

public sealed class WeaveConnectionFailedTests
{
    private const string Dial =
        "dial tcp :0->192.0.2.2:6783: connect: connection refused, retry: 2026-11-23 01:11:47.01260083 +0000 UTC m=+26.713754434";

    [Fact]
    public void A_peer_that_nobody_relays_to_is_cut_off_and_the_routers_words_say_why_without_the_time()
    {
        var finding = Assert.Single(WeaveHost.With([WeaveHost.Failed("192.0.2.2:6783", Dial)]).Find<WeaveConnectionFailed>());

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal(
            "Containers here don't reach containers on 192.0.2.2:6783: the connection failed (dial tcp "
                + ":0->192.0.2.2:6783: connect: connection refused), and no other peer relays to it.",
            finding.Message
        );
    }

    [Fact]
    public void A_peer_that_is_relayed_to_is_no_trouble()
    {
        var host = TroubledHost.Recorded("weave-sleeve-plain/node1");

        var finding = Assert.Single(host.Find<WeaveConnectionFailed>());
        Assert.Equal(Severity.Information, finding.Severity);
        Assert.Equal(
            "Weave on this host can't connect to node4 (192.168.78.14:6783): dial tcp :0->192.168.78.14:6783: connect: "
                + "no route to host. Weave's path to it leads through node3, which relays.",
            finding.Message
        );
        Assert.Equal(
            "Not needed while node3 relays. For a direct path, which is faster, make 192.168.78.14 reachable "
                + "from here, and let TCP 6783 and UDP 6783-6784 pass between the two hosts.",
            finding.Remediation
        );
    }

    [Theory]
    [InlineData("timed out waiting for UDP heartbeat", "UDP 6783 and 6784")]
    [InlineData("no password specificed, but peer requested an encrypted connection", "same password")]
    [InlineData("IP allocation was seeded by different peers (received: [a], ours: [b])", "weave reset")]
    public void The_repair_fits_the_reason(string reason, string repair) =>
        Assert.Contains(
            repair,
            Assert.Single(WeaveHost.With([WeaveHost.Failed("192.0.2.2:6783", reason)]).Find<WeaveConnectionFailed>()).Remediation,
            StringComparison.Ordinal
        );
}
