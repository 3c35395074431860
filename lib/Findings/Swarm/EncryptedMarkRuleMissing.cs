using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The engine's packet filter rules for an encrypted network are missing. A rule in mangle OUTPUT marks packets of its VNI for IPsec;
/// without it, they leave unencrypted. A rule in filter INPUT drops unencrypted packets of that VNI. Without it, any machine that reaches
/// the host can send into the network (CVE-2023-28840, 28841, 28842; moby#43382). A firewall's reload removes both rules (firewalld#503).
/// Engines with the nftables backend have a table of their own, which isn't checked.
/// </summary>
internal sealed class EncryptedMarkRuleMissing : OverlayFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Networks | HostFacts.HostFirewall;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, OverlayView view)
    {
        if (OverlayEncryptionRules.Missing(view) is not var (unmarked, open))
        {
            yield break;
        }

        if (unmarked.Count > 0)
        {
            yield return Describe(
                view,
                $"Packets of the encrypted network {view.Network.Name} leave this host unencrypted: no rule in mangle OUTPUT marks those "
                    + $"of VNI {Numbers(unmarked)} for IPsec",
                open.Count > 0 ? ", and none in INPUT drops unencrypted ones" : "",
                new Evidence("iptables -t mangle -S OUTPUT", $"no MARK 0xd0c4e3 for VNI {Numbers(unmarked)}")
            );
        }
        else if (open.Count > 0)
        {
            yield return Describe(
                view,
                $"Anybody who reaches this host can send into the encrypted network {view.Network.Name}: no rule in INPUT "
                    + $"drops unencrypted packets of VNI {Numbers(open)}",
                "",
                new Evidence("iptables -S INPUT", $"no DROP with --pol none for VNI {Numbers(open)}")
            );
        }
    }

    private static Finding Describe(OverlayView view, string what, string more, Evidence evidence) =>
        Found(
                Severity.Error,
                Subject(view),
                $"{what}{more}.",
                $"systemctl restart docker # sets the rules again, as after each firewall-cmd --reload; if the engine's "
                    + $"log says that a match is missing: modprobe xt_u32 or xt_bpf (engines before 20.10.24 and 23.0.3 continue "
                    + $"without it)",
                EvidenceFactory.Network(view.Network, "option encrypted"),
                evidence
            )
            .Because(
                $"the engine's rules that encrypt network {view.Network.Name} are gone",
                new() { Networks = [view.Network.Name], IsOfEncryption = true }
            );

    private static string Numbers(IEnumerable<int> vnis) => string.Join(", ", vnis);
}
