using System.Net;
using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A container doesn't reach its own published port by the host's addresses. Without docker-proxy ("userland-proxy": false), a rule
/// rewrites the packet to the container that sent it, still on the bridge (br_netfilter). The bridge sends it back only in hairpin mode.
/// The engine sets that mode when the container starts; it is lost if the link leaves the bridge and is put back.
/// </summary>
internal sealed class HairpinOff : BridgeFindingRule
{
    private static readonly Subnet s_loopback = Subnet.Parse("127.0.0.0/8")!;
    private static readonly Subnet s_loopbackIPv6 = Subnet.Parse("::1")!;

    /// <inheritdoc />
    public override HostFacts Needs =>
        base.Needs | HostFacts.HostRoutes | HostFacts.HostFirewall | HostFacts.Sysctls | HostFacts.ContainerNamespaces;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge) =>
        from member in bridge.Members
        where member.HostEnd is { BridgePort.Hairpin: false, Master: { } master } && master == bridge.LinkName
        let rewritten = Rewritten(host, bridge, member).FirstOrDefault()
        where rewritten is not null
        select Found(bridge, member, rewritten);

    /// <summary>The published ports whose packets lead from the container to itself.</summary>
    private static IEnumerable<OwnPort> Rewritten(HostContext host, BridgeNetwork bridge, BridgeMember member) =>
        from port in member.Container.Ports.OrNone()
        where port.HostPort is not null
        let protocol = port.Protocol switch
        {
            "tcp" => IPProtocol.Tcp,
            "udp" => IPProtocol.Udp,
            _ => null,
        }
        let family = PortWay.FamilyOf(port) ?? 0
        where protocol is not null && member.Address(family).Length > 0 && host.Snapshot.HostNamespace.Sysctl(PassesRules(family)) == 1
        let filter = EngineFilter.Create(host, family)
        let destination = filter is null ? null : AddressOf(port, filter)
        where destination is not null
        let answer = filter!.FromContainer(bridge, member, protocol, (destination, port.HostPort ?? 0))
        where answer.Passage == Passage.Accepted && answer.Packet.IsDestinationRewritten == true
        where IPAddress.Parse(member.Address(family)).Equals(answer.Packet.Destination)
        select new OwnPort(port, family, answer);

    private static string PassesRules(int family) => family == 6 ? SysctlNames.BridgeNfIp6tables : SysctlNames.BridgeNfIptables;

    /// <summary>The host's address at which the container may call the port; null if it is on the host's loopback only.</summary>
    private static IPAddress? AddressOf(PublishedPort port, EngineFilter filter)
    {
        var isAny = port.HostAddress is "" or "0.0.0.0" or "::";
        var address = isAny ? filter.OutLink.Addresses.FirstOrDefault(one => IsUsable(one, filter.Family))?.Address : port.HostAddress;
        return Subnet.Parse(address) is { } bound && !s_loopback.Contains(bound) && !s_loopbackIPv6.Equals(bound)
            ? IPAddress.Parse(bound.Prefix)
            : null;
    }

    private static bool IsUsable(LinkAddress address, int family) =>
        Subnet.Parse(address.Address)?.Family == family && !HostQueries.IsLinkLocal(address.Address);

    private static Finding Found(BridgeNetwork bridge, BridgeMember member, OwnPort own)
    {
        var (name, end) = (member.Container.Name, member.HostEnd!.Name);
        return Found(
            Severity.Warning,
            new(SubjectKind.Container, name),
            $"Container {name} doesn't reach its own published port {own.Port.HostPort}/{own.Port.Protocol} by this host's addresses: a "
                + $"rule rewrites its packets to itself, and its port of {bridge.LinkName}, {end}, isn't in hairpin mode.",
            $"bridge link set dev {end} hairpin on # or: docker restart {name}",
            [
                new Evidence($"bridge -d link show dev {end}", $"hairpin off, master {bridge.LinkName}"),
                new Evidence($"sysctl {PassesRules(own.Family)}", "1: bridged packets pass iptables"),
                .. own
                    .Answer.DecidedBy.Select(decision => decision.Rule)
                    .OfType<FirewallRule>()
                    .Where(rule => rule.Does(FirewallTargetKind.Dnat))
                    .Take(1)
                    .Select(EvidenceFactory.Rule),
            ]
        ) with
        {
            Scope = new() { Networks = [bridge.Network.Name], Containers = [name] },
        };
    }

    /// <summary>A published port whose packets a rule rewrites to the container that sent them.</summary>
    private sealed record OwnPort(PublishedPort Port, int Family, FirewallAnswer Answer);
}
