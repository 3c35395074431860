using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;
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

            if (Cut(bridge, member, filter) is { } cut)
            {
                yield return Describe(host.Snapshot, bridge, filter, cut);
            }
        }
    }

    /// <summary>
    /// Returns how a container is cut off; null if it isn't. A rule that drops only some packets, or drops what rules before it didn't
    /// accept for some destinations, was written to let certain packets out: nothing is said of it.
    /// </summary>
    public static LostDirection? Cut(BridgeNetwork bridge, BridgeMember member, EngineFilter filter)
    {
        if (bridge.Network.Internal || bridge.HasNoAddress(filter.Family))
        {
            return null;
        }

        var (leaving, answering) = (filter.Leaving(bridge, member), filter.Answering(bridge, member));
        return IsLost(filter, leaving) ? Measure(leaving, true, protocol => filter.DropsAllLeaving(bridge, member, protocol))
            : IsLost(filter, answering) ? Measure(answering, false, protocol => filter.DropsAllAnswers(bridge, member, protocol))
            : null;
    }

    private static LostDirection? Measure(FirewallAnswer answer, bool isSent, Func<IPProtocol, bool> dropsAll) =>
        EngineRules.IsByPolicy(answer) ? new(answer, isSent, false)
        : !dropsAll(IPProtocol.Tcp) ? null
        : new(answer, isSent, !dropsAll(IPProtocol.Udp));

    private static bool IsLost(EngineFilter filter, FirewallAnswer answer) =>
        answer.Passage == Passage.Dropped && !EngineRules.IsByDesign(answer) && !filter.IsOfAnotherTool(answer);

    private static Finding Describe(HostSnapshot host, BridgeNetwork bridge, EngineFilter filter, LostDirection cut)
    {
        var answer = cut.Answer;
        var isPolicy = EngineRules.IsByPolicy(answer);
        var (link, outside) = (bridge.LinkName, filter.OutLink.Name);
        var what = cut.IsSent ? $"packets from {link} to {outside}" : $"answers from {outside} to {link}";
        var crossing = cut.IsSent ? EngineRules.Crossing(link, outside) : EngineRules.Answers(outside, link);
        var family = filter.Family == 6 ? " over IPv6" : "";
        return Found(
            isPolicy ? Severity.Error : Severity.Warning,
            new(SubjectKind.Network, bridge.Network.Name),
            $"Containers on network {bridge.Network.Name} ({Hurt(bridge)}) {cut.Words}{family}: "
                + $"{EngineRules.Words(answer)} drops {what}{(isPolicy ? RulesGone : ".")}",
            isPolicy ? SetUpAnew
                : EngineRules.IsOfEngine(answer) ? EngineRules.SetUpAgain
                : $"{EngineRules.Accept(host, answer.DecidedBy[0], crossing)} {EngineRules.OrRemove}",
            [.. EngineRules.Evidence(answer)]
        ) with
        {
            DecidedBy = answer.DecidedBy,
        };
    }

    /// <summary>How containers are cut off from what is beyond the host.</summary>
    /// <param name="Answer">What drops their packets.</param>
    /// <param name="IsSent">Whether it drops what they send, not the answers.</param>
    /// <param name="IsOfTcp">Whether other protocols may pass.</param>
    internal sealed record LostDirection(FirewallAnswer Answer, bool IsSent, bool IsOfTcp)
    {
        public string Words => IsOfTcp ? "have no TCP connections beyond this host" : "reach nothing beyond this host";
    }
}
