using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The host's end of a container's link isn't a port of its network's bridge, or is down. The engine attaches it when the container starts.
/// It is left outside if a network manager took it, or if the bridge was deleted and recreated.
/// </summary>
[Explains(typeof(ContainerLinkMissing))]
internal sealed class VethNotInBridge : BridgeFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => base.Needs | HostFacts.ContainerNamespaces;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, BridgeNetwork bridge) =>
        from member in bridge.Members
        where bridge.Link is not null && member is { Link: { Kind: "veth", PeerIndex: not null }, IsPlain: true }
        let problem = Problem(member.HostEnd, bridge.LinkName)
        where problem is not null
        select Found(
                Severity.Error,
                new(SubjectKind.Container, member.Container.Name),
                $"Container {member.Container.Name} is cut off from network {bridge.Network.Name}: {problem}.",
                member.HostEnd is { } end
                    ? (ShellText)$"ip link set {end.Name} master {bridge.LinkName} up # or: docker restart {member.Container.Name}"
                    : $"docker restart {member.Container.Name}",
                EvidenceFactory.LinkInside(member.Container, member.Link!),
                member.HostEnd is { } shown
                    ? EvidenceFactory.Link(shown)
                    : new Evidence("ip link", $"no link with index {member.Link!.PeerIndex}")
            )
            .Because(problem, new() { Networks = [bridge.Network.Name], Containers = [member.Container.Name] });

    private static string? Problem(Link? end, string bridge) =>
        end switch
        {
            null => "the other end of its link isn't in the host's namespace",
            { Master: null } => $"the host's end of its link, {end.Name}, is in no bridge and belongs in {bridge}",
            { Master: var other } when other != bridge => $"the host's end of its link, {end.Name}, is in {other} and belongs in {bridge}",
            { Up: false } => $"the host's end of its link, {end.Name}, is down",
            _ => null,
        };
}
