using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A running container doesn't have, in its own namespace, the address that the engine gave it on a bridge network: the link is gone,
/// is down, or lost the address.
/// </summary>
internal sealed class ContainerLinkMissing : BridgeFindingRule
{
    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge) =>
        from member in bridge.Members
        where member is { Inside.Links: not null, IsPlain: true } && member.IPv4Address.Length > 0
        let problem = Problem(member)
        where problem is not null
        select Found(
            Severity.Error,
            new(SubjectKind.Container, member.Container.Name),
            $"Container {member.Container.Name} isn't reached on network {bridge.Network.Name}, and reaches nothing there: {problem}.",
            $"docker restart {member.Container.Name}, or docker network disconnect {bridge.Network.Name} {member.Container.Name} && "
                + $"docker network connect {bridge.Network.Name} {member.Container.Name}.",
            EvidenceFactory.Container(member.Container, $"{member.IPv4Address} on {bridge.Network.Name}"),
            member.Link is { } link
                ? EvidenceFactory.LinkInside(member.Container, link)
                : EvidenceFactory.Inside(member.Container, "ip addr", $"{member.IPv4Address} isn't there")
        );

    private static string? Problem(BridgeMember member) =>
        member.Link switch
        {
            null => $"no link inside it has the address {member.IPv4Address}, or its MAC address",
            { Up: false } link => $"its link {link.Name} is down",
            { } link when link.Addresses.All(address => address.Address != member.IPv4Address) =>
                $"its link {link.Name} has lost the address {member.IPv4Address}",
            _ => null,
        };
}
