using NetAudit.Live.Tests.Probes;
using NetAudit.Live.Tests.Support;
using NetAudit.Model;
using NetAudit.Rows;

namespace NetAudit.Live.Tests.Troubles;

/// <summary>A trouble between two hosts has its finding, and the rows of its lost packets name that finding as their cause.</summary>
[Collection(nameof(TroubleFixture))]
public sealed class JoinedCauseTests(TroubleFixture lab) : TroubleTests(lab)
{
    private const string Rule = "VxlanPortFiltered";
    private const string Overlay = "DockerOverlay";

    [Fact]
    public async Task VXLAN_that_is_dropped_here_is_the_cause_of_lost_packets()
    {
        try
        {
            await Here.ShAsync("iptables -I INPUT -p udp --dport 4789 -j DROP");
            var probed = await ProbeFixture.ProbeAsync(Here, "PartialConnectivity", "c1");
            var row = AuditRows.Feature(probed, Overlay, "PartialConnectivity");
            var finding = Assert.Single(HostAudit.Findings(probed), one => one.Rule == Rule);
            TestContext.Current.TestOutputHelper?.WriteLine($"{row.Reason}\n{row.Recommendation}\n{finding.Message}");

            Assert.Contains("are lost because a rule of chain INPUT", row.Reason, StringComparison.Ordinal);
            Assert.Contains("drops UDP 4789 (VXLAN) on this host (VxlanPortFiltered)", row.Reason, StringComparison.Ordinal);
            Assert.Equal(nameof(Basis.Probed), finding.Basis);
            Assert.Contains(finding.Evidence, line => line.StartsWith("probe from container c1", StringComparison.Ordinal));
            Assert.DoesNotContain(HostAudit.Findings(probed), one => one.Rule == "ProbedLoss");
        }
        finally
        {
            await Here.TryShAsync("iptables -D INPUT -p udp --dport 4789 -j DROP");
        }
    }

    [Fact]
    public async Task VXLAN_that_is_dropped_at_the_peer_is_a_loss_that_nothing_here_explains()
    {
        try
        {
            await There.ShAsync("iptables -I INPUT -p udp --dport 4789 -j DROP");
            var probed = await ProbeFixture.ProbeAsync(Here, "PartialConnectivity", "c1");

            Assert.Contains(HostAudit.Findings(probed), one => one.Rule == "ProbedLoss" && one.Solution == Overlay);
            Assert.DoesNotContain(Rule, AuditRows.Feature(probed, Overlay, "PartialConnectivity").Reason, StringComparison.Ordinal);
        }
        finally
        {
            await There.TryShAsync("iptables -D INPUT -p udp --dport 4789 -j DROP");
        }
    }
}
