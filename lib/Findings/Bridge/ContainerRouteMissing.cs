using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A container on a bridge network that leads outside has no default route. The engine sets one through a network's gateway. It is a
/// warning only: a privileged program inside (NET_ADMIN: a VPN client with a kill switch) may have removed it on purpose.
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

    /// <summary>Two routes for the halves of all addresses count as a default route too.</summary>
    private static bool LeadsOut(Route route) =>
        route.Family == 4 && (route.Destination == "default" || Subnet.Parse(route.Destination) is { Length: <= 1 });
}
