using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Inside its namespace, a running container lacks the address that the engine gave it on a bridge network. Its link is gone, is down, or
/// lost the address.
/// </summary>
internal sealed class ContainerLinkMissing : BridgeFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => base.Needs | HostFacts.ContainerNamespaces;

    private static readonly int[] s_families = [4, 6];

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge) =>
        from member in bridge.Members
        where member is { Inside.Links: not null, IsPlain: true }
        let addresses = s_families.Select(member.Address).Where(address => address.Length > 0).ToList()
        where addresses.Count > 0
        let problem = Problem(member, addresses)
        where problem is not null
        select Found(bridge, member, addresses, problem);

    private static Finding Found(BridgeNetwork bridge, BridgeMember member, List<string> addresses, string problem)
    {
        var (container, network) = (member.Container, bridge.Network.Name);
        var all = string.Join(", ", addresses);
        return Found(
                Severity.Error,
                new(SubjectKind.Container, container.Name),
                $"Container {container.Name} can't be reached {(Instead(member) is null ? "" : "at its address ")}on network {network}"
                    + $"{(Instead(member) is null ? ", and reaches nothing there" : "")}: {problem}.",
                $"docker restart {container.Name} # or: docker network disconnect {network} {container.Name} && "
                    + $"docker network connect {network} {container.Name}",
                EvidenceFactory.Container(container, $"{all} on {network}"),
                member.Link is { } link
                    ? EvidenceFactory.LinkInside(container, link)
                    : EvidenceFactory.Inside(container, "ip addr", $"{all} isn't there")
            )
            .Because(problem, new() { Networks = [network], Containers = [container.Name] });
    }

    private static string? Problem(BridgeMember member, List<string> addresses) =>
        member.Link switch
        {
            null => $"no link inside it has the address {string.Join(" or ", addresses)}, or its MAC address",
            { Up: false } link => $"its link {link.Name} is down",
            { } link when addresses.Find(address => !Has(link, address)) is { } lost => $"its link {link.Name} has "
                + (Instead(member) is { } other ? $"{other} instead of {lost}" : $"lost the address {lost}"),
            _ => null,
        };

    /// <summary>Another address of the same subnet on the link, by which it takes part in the network all the same.</summary>
    private static string? Instead(BridgeMember member) =>
        member is { Link: { Up: true } link, Endpoint.IPv4Address: { Length: > 0 } own } && !Has(link, own)
            ? link.Addresses.FirstOrDefault(one => Subnet.Parse(one.ToString()) is { } range && Holds(range, own))?.Address
            : null;

    private static bool Holds(Subnet range, string address) => Subnet.Parse(address) is { } one && range.Contains(one);

    private static bool Has(Link link, string address) =>
        link.Addresses.Any(one => Subnet.Parse(one.Address) is { } own && own.Equals(Subnet.Parse(address)));
}
