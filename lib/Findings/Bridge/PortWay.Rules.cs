using System.Globalization;
using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>Rules that keep packets for a published port from its container, and their repair.</summary>
internal sealed partial class PortWay
{
    /// <summary>A foreign rule that lets some hosts through was written to do so, and the port works for them.</summary>
    private BrokenPort? OnTheWayIn(FirewallAnswer arrived, FirewallAnswer entering, BridgeNetwork bridge)
    {
        var isForeign = EngineRules.IsForeign(entering);
        return isForeign && !filter.DropsAllEntering(arrived.Packet, bridge)
            ? null
            : new BrokenPort(
                $"{EngineRules.Words(entering)} drops its packets on their way into {bridge.LinkName}",
                isForeign ? AcceptBefore(entering, bridge) : EngineRules.SetUpAgain,
                EngineRules.Evidence(entering)
            )
            {
                DecidedBy = entering.DecidedBy,
            };
    }

    private ShellText AcceptBefore(FirewallAnswer entering, BridgeNetwork bridge)
    {
        var number = port.ContainerPort.ToString(CultureInfo.InvariantCulture);
        var match = EngineRules.Crossing(filter.OutLink.Name, bridge.LinkName);
        ShellText iptables = $"{match.Iptables} -p {port.Protocol} --dport {number}";
        ShellText nft = $"{match.Nft} {port.Protocol} dport {number}";
        var accept = EngineRules.Accept(host, entering.DecidedBy[0], (iptables, nft));
        return $"{accept} {EngineRules.OrRemove}";
    }

    /// <summary>The rule that rewrites the packets, if it isn't the engine's. The engine's are set up again by a restart.</summary>
    private static FirewallRule? Foreign(FirewallAnswer arrived) =>
        arrived
            .DecidedBy.Select(decision => decision.Rule)
            .FirstOrDefault(rule =>
                rule is not null
                && (rule.Does(FirewallTargetKind.Dnat) || rule.Does(FirewallTargetKind.Redirect))
                && !EngineRules.IsEngines(rule)
            );

    private static ShellText WithoutRule(FirewallRule rule) =>
        $"Remove the rule that takes the port, which the evidence shows: it is in chain {rule.Chain} of table {rule.Table}, before the "
        + $"engine's. If it is meant, publish another port.";
}
