using NetAudit.Library.Tests.Findings;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Probes.ProbeRecordBuilder;

namespace NetAudit.Library.Tests.Audit;

/// <summary>A row's losses and the finding that explains them name each other.</summary>
public sealed class RowCausesTests
{
    private const string Overlay = "DockerOverlay";
    private static readonly NetworkRef s_app = new() { Name = "app" };

    private static HostSnapshot Firewalled => TroubledHost.Read("01-vxlan-port-firewalled");

    [Theory]
    [InlineData("PartialConnectivity")]
    [InlineData("ApplicationIsolation")]
    public void A_row_whose_packets_are_lost_names_the_rule_that_drops_them(string aspect)
    {
        var check = Enum.Parse<ProbeCheck>(aspect);
        var row = Firewalled.WithProbes(Overlay, Lost(check)).Row(Overlay, aspect);

        Assert.Contains(
            "packets to 10.97.0.2 are lost because the policy DROP of chain INPUT (iptables-nft, table "
                + "filter) drops UDP 4789 (VXLAN) "
                + "on this host (VxlanPortFiltered)",
            row.Reason,
            StringComparison.Ordinal
        );
        Assert.Equal("Get-OverlayFinding -Rule VxlanPortFiltered # says how to repair it", row.Recommendation);
    }

    [Fact]
    public void The_finding_has_the_probes_that_show_it_and_is_the_only_one()
    {
        var finding = Assert.Single(HostAudit.Findings(Firewalled.WithProbes(Overlay, Lost(ProbeCheck.PartialConnectivity))));

        Assert.Equal(("VxlanPortFiltered", nameof(Basis.Probed)), (finding.Rule, finding.Basis));
        Assert.Contains(finding.Evidence, line => line.StartsWith("probe from container c1", StringComparison.Ordinal));
    }

    [Fact]
    public void Packets_that_cross_have_no_cause()
    {
        var crossed = Lost(ProbeCheck.PartialConnectivity) with
        {
            Outcome = ProbeOutcome.Reached,
            Finding = new HopTrace { Way = HopWay.Bridged },
        };
        var row = Firewalled.WithProbes(Overlay, crossed).Row(Overlay, "PartialConnectivity");

        Assert.DoesNotContain("VxlanPortFiltered", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_hosts_loss_is_not_this_rules()
    {
        var lost = Lost(ProbeCheck.PartialConnectivity) with { To = Remote("c3", s_app, "10.0.1.9", "10.97.0.3") };
        var host = Firewalled.WithProbes(Overlay, lost);

        Assert.DoesNotContain("VxlanPortFiltered", host.Row(Overlay, "PartialConnectivity").Reason, StringComparison.Ordinal);
        Assert.Contains(HostAudit.Findings(host), finding => finding.Rule == "ProbedLoss");
    }

    [Fact]
    public void Without_lost_packets_a_row_has_no_cause() =>
        Assert.DoesNotContain("VxlanPortFiltered", Firewalled.Row(Overlay, "PartialConnectivity").Reason, StringComparison.Ordinal);

    private static ProbeRecord Lost(ProbeCheck check) =>
        Record(check, null, ProbeOutcome.Silent) with
        {
            From = Container("c1", s_app),
            To = Remote("c2", s_app, "10.0.1.4", "10.97.0.2"),
        };
}
