using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A container's default route uses a gateway of none of its networks; the engine sets one of theirs. Packets beyond its networks then go
/// to the owner of that address, or are lost. It is a warning only: some containers route through a neighbor on purpose (a VPN beside
/// them).
/// </summary>
internal sealed class ContainerRouteWrong : BridgeFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => base.Needs | HostFacts.ContainerNamespaces;

    private static readonly int[] s_families = [4, 6];

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge) =>
        from member in bridge.Members
        where member is { Inside.Routes: not null, IsPlain: true, Link: not null }
        from family in s_families
        let route = Default(member, family)
        where route is { Gateway: { } gateway } && route.Device == member.Link!.Name && IsStrange(member, gateway, family)
        select Found(bridge, member, route, member.Gateway(family));

    private static Route? Default(BridgeMember member, int family) =>
        member.Inside!.Routes!.FirstOrDefault(route =>
            route is { Type: "unicast", Table: "main" } && route.Family == family && route.Destination is "default" or "0.0.0.0/0" or "::/0"
        );

    /// <summary>Whether the engine knows the container's gateways and this isn't one of them.</summary>
    private static bool IsStrange(BridgeMember member, string gateway, int family)
    {
        var known = member
            .Container.Endpoints.Select(endpoint => family == 6 ? endpoint.IPv6Gateway : endpoint.IPv4Gateway)
            .Where(one => one.Length > 0)
            .ToList();
        return member.Gateway(family).Length > 0 && known.TrueForAll(one => !Equals(Subnet.Parse(one), Subnet.Parse(gateway)));
    }

    private static Finding Found(BridgeNetwork bridge, BridgeMember member, Route route, string gateway)
    {
        var name = member.Container.Name;
        var program = route.Family == 6 ? "ip -6" : "ip";
        var command = route.Family == 6 ? (ShellText)$"ip -6" : $"ip";
        return Found(
            Severity.Warning,
            new(SubjectKind.Container, name),
            $"Packets of container {name} to other networks go to {route.Gateway} and may be lost: no network of the "
                + $"container has that gateway, and the engine set the default route by {gateway} on {bridge.Network.Name}.",
            $"docker restart {name} # or, without a restart: nsenter -t $(docker inspect -f '{{{{.State.Pid}}}}' "
                + $"{name}) -n {command} route replace default via {gateway}; leave it if a program inside sets it on "
                + $"purpose (a VPN)",
            EvidenceFactory.Container(member.Container, $"Gateway {gateway} on {bridge.Network.Name}"),
            EvidenceFactory.Inside(member.Container, program + " route", $"default via {route.Gateway} dev {route.Device}")
        );
    }
}
