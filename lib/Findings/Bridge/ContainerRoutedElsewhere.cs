using NetAudit.Model;
using NetAudit.PacketPath.Routing;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The host routes packets for a container's address over another link than its bridge, or nowhere. A longer prefix, or a policy rule (as
/// VPN clients set them), comes before the engine's route. The host, its published ports and answers from outside then don't reach the
/// container.
/// </summary>
internal sealed class ContainerRoutedElsewhere : BridgeFindingRule
{
    private static readonly int[] s_families = [4, 6];

    /// <inheritdoc />
    public override HostFacts Needs => base.Needs | HostFacts.HostRoutes;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge)
    {
        if (bridge.Link is not { Up: true } link || RouteLookup.Create(host.Snapshot.HostNamespace) is not { } routes)
        {
            yield break;
        }

        foreach (
            var family in s_families.Where(family =>
                !bridge.HasNoAddress(family) && HasOwn(link, bridge, family) && HasRoutes(host, family)
            )
        )
        {
            var lost = bridge
                .Members.Select(member => (Member: member, Answer: Find(routes, member.Address(family))))
                .Where(pair => pair.Answer is { } answer && !Leads(answer, link))
                .ToList();
            if (lost.Count > 0)
            {
                yield return Describe(bridge, lost[0].Answer!, [.. lost.Select(pair => pair.Member)], family);
            }
        }
    }

    /// <summary>Whether the bridge has an address of the network; without one, another rule reports the missing route.</summary>
    private static bool HasOwn(Link link, BridgeNetwork bridge, int family) =>
        Subnet.Parse(bridge.Pool(family)!.Subnet) is { } subnet
        && link.Addresses.Any(address => Subnet.Parse(address.Address) is { } own && subnet.Contains(own));

    /// <summary>Whether routes of the family were read: a bridge with an address always has one.</summary>
    private static bool HasRoutes(HostContext host, int family) => host.Snapshot.HostRoutes().Any(route => route.Family == family);

    private static RouteAnswer? Find(RouteLookup routes, string address) =>
        RouteQuery.Create(address) is { } query ? routes.Find(query) : null;

    private static bool Leads(RouteAnswer answer, Link bridge) =>
        answer.Outcome == RouteOutcome.Unknown || (answer.IsUnicast && (answer.Link is null || answer.Link.Name == bridge.Name));

    private static ShellText Remedy(string? subnet, RouteAnswer answer, string address, int family)
    {
        var program = family == 6 ? (ShellText)$"ip -6" : $"ip";
        if (Own(answer, address) is { } own)
        {
            return $"ip addr del {own} dev {answer.Link!.Name} # or give the container another address";
        }

        return answer.Route is { Table: "main" } route
            ? (ShellText)$"{program} route del {Words(route, answer)} # or have the program that adds this route leave the range out"
            : $"{program} rule add to {subnet} lookup main priority 100 # or remove the route or rule that leads elsewhere: {program} "
                + $"route get {address} and {program} rule show it";
    }

    /// <summary>What names a route for its removal. One that leads nowhere (blackhole, prohibit) has a type and no link.</summary>
    private static ShellText Words(Route route, RouteAnswer answer) =>
        answer.Link is { } link ? (ShellText)$"{route.Destination} dev {link.Name}" : $"{route.Type} {route.Destination}";

    /// <summary>The address if a link of the host has it itself: then no route and no policy rule for others is asked.</summary>
    private static LinkAddress? Own(RouteAnswer answer, string address) =>
        answer.Outcome == RouteOutcome.Local ? answer.Link?.Addresses.FirstOrDefault(one => one.Address == address) : null;

    private static Finding Describe(BridgeNetwork bridge, RouteAnswer answer, IReadOnlyList<BridgeMember> lost, int family)
    {
        var names = TruncatedList.Join(lost.Select(member => member.Container.Name));
        var way = answer.Link is { } link ? $"out by {link.Name}" : "nowhere";
        var address = lost[0].Address(family);
        var own = Own(answer, address);
        var cause = own is null
            ? $"the host sends packets for {address} {way} instead of to {bridge.LinkName}"
            : $"the host keeps packets for {address} instead of sending them to {bridge.LinkName}, because its link "
                + $"{answer.Link!.Name} has that address";
        return Found(
                Severity.Error,
                new(SubjectKind.Network, bridge.Network.Name),
                $"This host and its published ports don't reach {names} on network {bridge.Network.Name}: {cause}.",
                Remedy(bridge.Pool(family)!.Subnet, answer, address, family),
                new Evidence($"ip route get {address}", answer.Link is { } shown ? $"dev {shown.Name}" : answer.Outcome.ToString()),
                own is not null ? EvidenceFactory.Address(answer.Link!, own)
                    : answer.Route is { } route ? EvidenceFactory.Route(route)
                    : new Evidence("ip rule", "no route for it in the tables that are asked")
            )
            .Because(cause, new() { Networks = [bridge.Network.Name], Containers = [.. lost.Select(member => member.Container.Name)] });
    }
}
