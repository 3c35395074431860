using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A container is cut off on an overlay network, because its veth is down or the other end isn't in the network's namespace. The other end
/// may also be down, or in no bridge.
/// </summary>
internal sealed class OverlayEndpointCut : OverlayFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Networks | HostFacts.Containers | HostFacts.EngineNamespaces;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, OverlayView view)
    {
        if (view.Standing is not { Content.Links: { } links } standing)
        {
            yield break;
        }

        foreach (var (container, endpoint) in view.Local)
        {
            if (host.Snapshot.NamespaceOf(container).LinkOf(endpoint) is { Kind: "veth" } link && Cut(links, link) is { } why)
            {
                yield return Found(
                        Severity.Warning,
                        new(SubjectKind.Container, container.Name),
                        $"Container {container.Name} ({endpoint.IPv4Address}) is cut off on network {view.Network.Name}: {why}.",
                        $"docker network disconnect -f {view.Network.Name} {container.Name} && docker network connect "
                            + $"{view.Network.Name} {container.Name} # for a task: docker service update --force SERVICE",
                        EvidenceFactory.LinkInside(container, link),
                        new Evidence(
                            $"nsenter --net=/run/docker/netns/{standing.Name} ip link",
                            string.Join(", ", links.Select(one => $"{one.Index}: {one.Name}").Take(12))
                        )
                    )
                    .Because(why, new() { Networks = [view.Network.Name], Containers = [container.Name] });
            }
        }
    }

    private static string? Cut(IReadOnlyList<Link> links, Link link)
    {
        if (!link.Up)
        {
            return $"its {link.Name} is down";
        }

        var other = links.FirstOrDefault(one =>
            one.Kind == "veth" && one.Index == link.PeerIndex && (one.PeerIndex is null || one.PeerIndex == link.Index)
        );
        return other is null ? $"the other end of its {link.Name} isn't in the network's namespace"
            : !other.Up ? $"the other end of its {link.Name}, {other.Name}, is down"
            : other.Master is null ? $"the other end of its {link.Name}, {other.Name}, is in no bridge"
            : null;
    }
}
