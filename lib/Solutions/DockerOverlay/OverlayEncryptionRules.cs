using System.Globalization;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>
/// The packet filter's part in an encrypted network (drivers/overlay/encryption.go). A rule in mangle OUTPUT marks packets of the network's
/// VNI, and IPsec takes marked packets. A rule in filter INPUT drops packets of that VNI that arrive unencrypted.
/// </summary>
internal static class OverlayEncryptionRules
{
    /// <summary>The table of engines with the nftables backend; what is in it isn't judged.</summary>
    private const string NftTable = "docker-overlay";

    /// <summary>
    /// VNIs whose packets no rule marks for IPsec, and VNIs whose unencrypted packets no rule drops. Null if the rules can't be judged: not
    /// seen, of another backend, over IPv6, or the network isn't set up here.
    /// </summary>
    public static (IReadOnlyList<int> Unmarked, IReadOnlyList<int> Open)? Missing(OverlayView view)
    {
        if (!IsTold(view))
        {
            return null;
        }

        var rules = view.Host.HostRules();
        var vnis = view.Tunnels.Select(link => link.Vxlan!.Vni).ToList();
        return (
            [.. vnis.Where(vni => !rules.Any(rule => Marks(rule, vni)))],
            [.. vnis.Where(vni => !rules.Any(rule => DropsClear(rule, vni)))]
        );
    }

    /// <summary>The rules that mark the network's packets or drop its unencrypted ones; none if they can't be judged.</summary>
    public static IReadOnlyList<FirewallRule> Standing(OverlayView view)
    {
        if (!IsTold(view))
        {
            return [];
        }

        var vnis = view.Tunnels.Select(link => link.Vxlan!.Vni).ToList();
        return [.. view.Host.HostRules().Where(rule => vnis.Any(vni => Marks(rule, vni) || DropsClear(rule, vni)))];
    }

    /// <summary>Whether the rules were seen, if the network is set up here and goes to other hosts over IPv4.</summary>
    public static bool AreSeen(OverlayView view) => view.Host.SeenFirewall() is not null || !IsCarried(view);

    private static bool IsTold(OverlayView view) =>
        view.Host.SeenFirewall() is not null
        && IsCarried(view)
        && !view.Host.HostRules().Any(rule => rule.Tool == FirewallTool.Nft && rule.Table == NftTable);

    private static bool IsCarried(OverlayView view) =>
        view.IsEncrypted
        && view.Standing is not null
        && view.RemoteHosts.Count > 0
        && !view.RemoteHosts.Any(address => address.IndexOf(':') >= 0);

    private static bool Marks(FirewallRule rule, int vni) =>
        rule is { Table: "mangle", Chain: "OUTPUT" } && rule.Does(FirewallTargetKind.SetMark) && IsOf(rule, vni);

    private static bool DropsClear(FirewallRule rule, int vni) =>
        rule.Does(FirewallTargetKind.Drop) && rule.LooksAt(FirewallMatchKind.IpsecPolicy) && IsOf(rule, vni);

    private static bool IsOf(FirewallRule rule, int vni) =>
        rule.Values(FirewallMatchKind.VxlanId).Contains(vni.ToString(CultureInfo.InvariantCulture));
}
