using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A vNIC whose MTU is larger than what its tunnel carries: large packets are lost or fragmented.</summary>
internal sealed class MtuTooLarge : SolutionFindingRule
{
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint)
    {
        var tunnel = host.HostLinks()
            .Where(link => footprint.OwnLinks.Contains(link.Name) && link.Kind is "vxlan" or "tun" or "ipip" or "wireguard")
            .OrderBy(link => link.Mtu)
            .FirstOrDefault();
        if (tunnel is not null && tunnel.Mtu > 0)
        {
            var large = footprint
                .Attachments.Select(attachment =>
                    (
                        attachment.Container,
                        Link: (host.NamespaceOf(attachment.Container)?.Links ?? []).FirstOrDefault(link => link.Name == attachment.LinkName)
                    )
                )
                .Where(pair => pair.Link is not null && pair.Link.Mtu > tunnel.Mtu)
                .ToList();
            if (large.Count > 0)
            {
                yield return Found(
                    Severity.Error,
                    new(SubjectKind.Link, tunnel.Name),
                    $"{large.Count} vNIC(s) have an MTU over the {tunnel.Mtu} bytes of {tunnel.Name}: "
                        + $"{TruncatedList.Join(large.Select(pair => $"{pair.Container.Name} {pair.Link!.Mtu}"))}.",
                    $"set the engine's MTU to {tunnel.Mtu} (dockerd --mtu, or the network's option com.docker.network.driver.mtu).",
                    [EvidenceFactory.Link(tunnel), .. large.Take(3).Select(pair => EvidenceFactory.LinkInside(pair.Container, pair.Link!))]
                );
            }
        }
    }
}
