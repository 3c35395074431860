using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A container on a bridge network with a way out has no default route. The engine sets one by the gateway of one of its networks; a
/// program inside that may (NET_ADMIN: a VPN client with a kill switch) can have taken it away by design, so it is a warning.
/// </summary>
internal sealed class ContainerRouteMissing : BridgeFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => base.Needs | HostFacts.ContainerNamespaces;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge) =>
        from member in bridge.Members
        where !bridge.Network.Internal && member.Gateway(4).Length > 0
        where member is { Inside.Routes: not null, IsPlain: true, Link: not null }
        where member.Container.Endpoints.First(endpoint => endpoint.IPv4Gateway.Length > 0).IPv4Gateway == member.Gateway(4)
        where !member.Inside!.Routes!.Any(LeadsOut)
        select Found(
            Severity.Warning,
            new(SubjectKind.Container, member.Container.Name),
            $"Container {member.Container.Name} reaches nothing outside its networks: its default route by "
                + $"{member.Gateway(4)} on {bridge.Network.Name} is missing.",
            $"docker restart {member.Container.Name} # or, without a restart: nsenter -t $(docker inspect -f "
                + $"'{{{{.State.Pid}}}}' {member.Container.Name}) -n ip route add default via {member.Gateway(4)}",
            EvidenceFactory.Container(member.Container, $"Gateway {member.Gateway(4)} on {bridge.Network.Name}"),
            EvidenceFactory.Inside(member.Container, "ip route", "no default route")
        );

    /// <summary>The halves of all addresses stand for a default route too.</summary>
    private static bool LeadsOut(Route route) =>
        route.Family == 4 && (route.Destination == "default" || Subnet.Parse(route.Destination) is { Length: <= 1 });
}
