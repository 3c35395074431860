using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The packet filter drops packets that a bridge's containers send beyond the host. The engine's rules accept them (moby's iptabler:
/// DOCKER-FORWARD, before 28 in FORWARD itself). So these rules are gone, as after a firewall's reload or "iptables -F", or an earlier rule
/// drops the packets. What DOCKER-USER drops is dropped by design.
/// </summary>
[Explains(typeof(OutgoingDropped))]
internal sealed class BridgeWayOutDropped : BridgeFindingRule
{
    private const string RulesGone = ", and the engine's rules that accept them are missing.";
    private static ShellText SetUpAnew =>
        $"systemctl restart docker # sets the engine's rules up again; start docker after the program that flushes "
        + $"them (firewalld, a script of iptables rules)";

    /// <inheritdoc />
    public override HostFacts Needs => base.Needs | HostFacts.HostFirewall | HostFacts.HostRoutes;

    private static readonly int[] s_families = [4, 6];

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge)
    {
        foreach (var family in s_families)
        {
            var member = bridge.Members.FirstOrDefault(one => one.Address(family).Length > 0);
            if (
                bridge.Network.Internal
                || bridge.HasNoAddress(family)
                || member is null
                || EngineFilter.Create(host, family) is not { } filter
            )
            {
                continue;
            }

            var (leaving, answering) = (filter.Leaving(bridge, member), filter.Answering(bridge, member));
            var isSent = IsLost(filter, leaving);
            if (isSent || IsLost(filter, answering))
            {
                yield return Describe(bridge, filter, isSent ? leaving : answering, isSent);
            }
        }
    }

    private static bool IsLost(EngineFilter filter, FirewallAnswer answer) =>
        answer.Passage == Passage.Dropped && !EngineRules.IsByDesign(answer) && !filter.IsOfAnotherTool(answer);

    private static Finding Describe(BridgeNetwork bridge, EngineFilter filter, FirewallAnswer answer, bool isSent)
    {
        var isPolicy = EngineRules.IsByPolicy(answer);
        var (link, outside) = (bridge.LinkName, filter.OutLink.Name);
        var what = isSent ? $"packets from {link} to {outside}" : $"answers from {outside} to {link}";
        ShellText accepted = isSent ? (ShellText)$"packets from {link} to {outside}" : $"answers from {outside} to {link}";
        var family = filter.Family == 6 ? " over IPv6" : "";
        return Found(
            isPolicy ? Severity.Error : Severity.Warning,
            new(SubjectKind.Network, bridge.Network.Name),
            $"Containers on network {bridge.Network.Name} ({Hurt(bridge)}) reach nothing beyond this host{family}: "
                + $"{EngineRules.Words(answer)} drops {what}{(isPolicy ? RulesGone : ".")}",
            isPolicy ? SetUpAnew : $"Remove that rule, or accept {accepted} before it.",
            [.. EngineRules.Evidence(answer)]
        ) with
        {
            DecidedBy = answer.DecidedBy,
        };
    }
}
