using NetAudit.Model;
using NetAudit.PacketPath.Routing;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A route inside a container loses its packets: its gateway is an address of the container's own network that nobody has; or it rejects
/// packets to the gateway or to another container of that network (blackhole, unreachable, prohibit). The engine sets no such route. It is
/// a warning only: a program inside may have set it on purpose.
/// </summary>
internal sealed class ContainerRouteDead : BridgeFindingRule
{
    private static readonly Dictionary<string, RouteOutcome> s_rejecting = new(StringComparer.Ordinal)
    {
        ["blackhole"] = RouteOutcome.Blackhole,
        ["unreachable"] = RouteOutcome.Unreachable,
        ["prohibit"] = RouteOutcome.Prohibit,
    };

    /// <inheritdoc />
    public override HostFacts Needs => base.Needs | HostFacts.ContainerNamespaces;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge) =>
        from member in bridge.Members
        where member is { Inside.Routes: not null, IsPlain: true, Link: not null }
        from route in member.Inside!.Routes!
        where route.Table == "main"
        let finding = Unanswered(host, bridge, member, route) ?? Rejected(bridge, member, route)
        where finding is not null
        select finding;

    /// <summary>The default route is ContainerRouteWrong's.</summary>
    private static Finding? Unanswered(HostContext host, BridgeNetwork bridge, BridgeMember member, Route route) =>
        route is { Type: "unicast", Gateway: { } gateway }
        && route.Device == member.Link!.Name
        && Subnet.Parse(route.Destination) is { Length: > 0 }
        && AbsentAddress.Find(host, member.Container, gateway)?.Bridge == bridge
            ? Found(
                member,
                route,
                $"Packets of container {member.Container.Name} to {route.Destination} are lost: its route goes by {gateway}, an address "
                    + $"that nobody on network {bridge.Network.Name} has."
            )
            : null;

    private static Finding? Rejected(BridgeNetwork bridge, BridgeMember member, Route route)
    {
        if (!s_rejecting.TryGetValue(route.Type, out var outcome) || Subnet.Parse(route.Destination) is not { Length: > 0 } range)
        {
            return null;
        }

        var lookup = RouteLookup.Create(member.Inside);
        bool IsRejected(string address) =>
            Subnet.Parse(address) is { } one
            && range.Contains(one)
            && RouteQuery.Create(address) is { } query
            && lookup?.Find(query)?.Outcome == outcome;
        var others = bridge
            .Members.Where(other => other.Container.Id != member.Container.Id && IsRejected(other.Address(range.Family)))
            .Select(other => $"container {other.Container.Name}")
            .ToList();
        var isGateway = IsRejected(member.Gateway(range.Family));
        return others.Count == 0 && !isGateway
            ? null
            : Found(
                member,
                route,
                $"Container {member.Container.Name} doesn't reach "
                    + $"{TruncatedList.Join([.. isGateway ? ["its gateway"] : Array.Empty<string>(), .. others])} on network "
                    + $"{bridge.Network.Name}: its own route to {route.Destination} rejects the packets ({route.Type})."
            );
    }

    private static Finding Found(BridgeMember member, Route route, string message)
    {
        var name = member.Container.Name;
        var program = route.Family == 6 ? (ShellText)$"ip -6" : $"ip";
        var type = route.Type == "unicast" ? (ShellText)$"" : $"{route.Type} ";
        var via = route.Gateway is { } gateway ? (ShellText)$" via {gateway}" : $"";
        return Found(
            Severity.Warning,
            new(SubjectKind.Container, name),
            message,
            $"nsenter -t $(docker inspect -f '{{{{.State.Pid}}}}' {name}) -n {program} route del {type}{route.Destination}{via} # or: "
                + $"docker restart {name}; leave it if a program inside sets it on purpose",
            EvidenceFactory.Inside(member.Container, route.Family == 6 ? "ip -6 route" : "ip route", route.ToString())
        );
    }
}
