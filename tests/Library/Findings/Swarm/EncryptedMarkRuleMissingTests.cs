using NetAudit.Findings;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>The packet filter rules of encrypted networks.</summary>
public sealed class EncryptedMarkRuleMissingTests
{
    [Fact]
    public void Without_the_mark_packets_leave_in_clear()
    {
        var finding = Assert.Single(Without("mangle", "OUTPUT").Find<EncryptedMarkRuleMissing>());
        Assert.Equal(
            "Packets of the encrypted network sec leave this host unencrypted: no rule in mangle OUTPUT marks those "
                + "of VNI 4098 for IPsec.",
            finding.Message
        );
    }

    [Fact]
    public void Without_the_drop_anybody_can_send_into_it()
    {
        var finding = Assert.Single(Without("filter", "INPUT").Find<EncryptedMarkRuleMissing>());
        Assert.Equal(
            "Anybody who reaches this host can send into the encrypted network sec: no rule in INPUT drops "
                + "unencrypted packets of VNI 4098.",
            finding.Message
        );
    }

    [Fact]
    public void A_rule_for_another_VNI_is_none()
    {
        var host = SwarmHost.Encrypted.WithNamespaceOf(
            "sec",
            ns =>
                ns with
                {
                    Links = [.. ns.Links!.Select(link => link.Vxlan is null ? link : link with { Vxlan = link.Vxlan with { Vni = 4099 } })],
                }
        );
        Assert.Equal("sec", Assert.Single(host.Find<EncryptedMarkRuleMissing>()).Subject.Name);
    }

    [Fact]
    public void A_sound_swarm_has_none() => Assert.Empty(SwarmHost.Encrypted.Find<EncryptedMarkRuleMissing>());

    [Fact]
    public void A_network_on_one_node_has_none() =>
        Assert.Empty(TroubledHost.Read("02b-encrypted-on-one-node").Find<EncryptedMarkRuleMissing>());

    private static HostSnapshot Without(string table, string chain) =>
        SwarmHost.Encrypted.WithHost(ns =>
            ns with
            {
                Firewall = ns.Firewall! with { Rules = [.. ns.Firewall!.Rules.Where(rule => rule.Table != table || rule.Chain != chain)] },
            }
        );
}
