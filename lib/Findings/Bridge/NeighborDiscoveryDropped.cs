using System.Net;
using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The packet filter drops IPv6's neighbor discovery (ICMPv6 types 135 and 136) between a bridge's containers and the host. In IPv4, ARP
/// does this, which iptables never sees; so rules copied from IPv4 forget it. A policy of DROP with a rule for established connections
/// drops it, because it belongs to no connection.
/// </summary>
internal sealed class NeighborDiscoveryDropped : BridgeFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => base.Needs | HostFacts.HostFirewall;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge)
    {
        if (
            bridge.Network.Internal
            || bridge.HasNoAddress(6)
            || host.Filter is not { } walk
            || Asking(host.Snapshot, bridge) is not { } member
        )
        {
            yield break;
        }

        var (gateway, container) = (IPAddress.Parse(member.Gateway(6)), IPAddress.Parse(member.Address(6)));
        var dropped = new NeighborDiscovery(walk, bridge, gateway, container)
            .Messages()
            .Where(message => message.Answer.Passage == Passage.Dropped)
            .ToList();
        if (dropped.Count > 0)
        {
            yield return Found(host.Snapshot, bridge, dropped);
        }
    }

    /// <summary>A container whose gateway is on the bridge, and that has to ask for it: neither side has a permanent entry.</summary>
    private static BridgeMember? Asking(HostSnapshot host, BridgeNetwork bridge) =>
        bridge.Members.FirstOrDefault(member =>
            member.Address(6).Length > 0
            && bridge.Link?.Addresses.Any(address => IsSame(address.Address, member.Gateway(6))) == true
            && !IsPermanent(member.Inside, member.Gateway(6))
            && !IsPermanent(host.HostNamespace, member.Address(6))
        );

    private static bool IsPermanent(NetworkNamespace? place, string address) =>
        place?.Neighbors?.Any(neighbor => neighbor.State is "PERMANENT" or "NOARP" && IsSame(neighbor.Address, address)) == true;

    private static bool IsSame(string one, string other) => Subnet.Parse(one) is { } address && address.Equals(Subnet.Parse(other));

    private static Finding Found(HostSnapshot host, BridgeNetwork bridge, IReadOnlyList<NeighborMessage> dropped)
    {
        var decisions = dropped.SelectMany(message => message.Answer.DecidedBy).Distinct().ToList();
        var kinds = dropped.Select(message => message.Kind).Distinct().OrderBy(kind => kind).ToList();
        var name = bridge.Network.Name;
        var effect = dropped.Any(message => message.IsAboutGateway)
            ? $"Containers on network {name} ({Hurt(bridge)}) reach nothing beyond it over IPv6, not even this host"
            : $"Over IPv6, packets from this host and from beyond it don't reach containers on network {name} ({Hurt(bridge)}), or only "
                + "for seconds";
        return Found(
            WayOut.FindLink(host, 6) is null ? Severity.Warning : Severity.Error,
            new(SubjectKind.Network, name),
            $"{effect}: {EngineRules.Words(dropped[0].Answer)} drops neighbor discovery on {bridge.LinkName} ({Types(kinds)}).",
            $"{ShellText.Join(" && ", dropped.Select(message => Accept(host, bridge, message)))} # also in the rules that are loaded at "
                + $"boot",
            [
                .. decisions
                    .Take(3)
                    .Select(decision => decision.Rule is { } rule ? EvidenceFactory.Rule(rule) : EvidenceFactory.Chain(decision.Base)),
            ]
        ) with
        {
            DecidedBy = decisions,
        };
    }

    private static string Types(List<NeighborMessageKind> kinds) =>
        kinds switch
        {
            [NeighborMessageKind.Solicitation] => "ICMPv6 type 135, solicitations",
            [NeighborMessageKind.Advertisement] => "ICMPv6 type 136, advertisements",
            _ => "ICMPv6 types 135 and 136",
        };

    private static ShellText Accept(HostSnapshot host, BridgeNetwork bridge, NeighborMessage message)
    {
        var (option, keyword) = message.IsFromContainer ? ((ShellText)$"-i", (ShellText)$"iifname") : ($"-o", $"oifname");
        var type = message.Kind == NeighborMessageKind.Solicitation ? (ShellText)$"nd-neighbor-solicit" : $"nd-neighbor-advert";
        return EngineRules.Accept(
            host,
            message.Answer.DecidedBy[0],
            (
                $"{option} {bridge.LinkName} -p icmpv6 --icmpv6-type {(int)message.Kind}",
                $"{keyword} {NftText.Link(bridge.LinkName)} icmpv6 type {type}"
            )
        );
    }
}
