using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The packet filter drops what containers of a bridge send to others than the host. The engine's rules accept it (moby's iptabler:
/// DOCKER-FORWARD, before 28 in FORWARD itself), so they are gone, as after a firewall's reload or "iptables -F", or something before them
/// drops it. What DOCKER-USER drops is dropped by design.
/// </summary>
internal sealed class BridgeWayOutDropped : BridgeFindingRule
{
    private const string RulesGone = ", and the engine's rules that let it pass are gone.";
    private const string SetUpAnew =
        "systemctl restart docker sets up the engine's rules anew. Make it start after what flushes them "
        + "(firewalld, a script that loads iptables rules).";

    /// <inheritdoc />
    public override HostFacts Needs => base.Needs | HostFacts.HostFirewall | HostFacts.HostRoutes;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge)
    {
        var member = bridge.Members.FirstOrDefault(one => one.IPv4Address.Length > 0);
        if (bridge.Network.Internal || bridge.HasNoIPv4Address || member is null || EngineFilter.Create(host) is not { } filter)
        {
            yield break;
        }

        var answer = filter.Leaving(bridge, member);
        if (answer.Passage == Passage.Dropped && !EngineFilter.IsByDesign(answer) && !filter.IsOfAnotherTool(answer))
        {
            var isPolicy = answer.DecidedBy.All(decision => decision.Rule is null);
            yield return Found(
                isPolicy ? Severity.Error : Severity.Warning,
                new(SubjectKind.Network, bridge.Network.Name),
                $"Containers on network {bridge.Network.Name} ({Hurt(bridge)}) reach nothing beyond this host: "
                    + $"{EngineFilter.Words(answer)} drops what goes from {bridge.LinkName} to {filter.OutLink.Name}"
                    + (isPolicy ? RulesGone : "."),
                isPolicy ? SetUpAnew : "Take that rule away, or accept before it what comes from the bridge.",
                [.. EngineFilter.Evidence(answer)]
            );
        }
    }
}
