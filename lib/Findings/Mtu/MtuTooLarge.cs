using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A vNIC whose MTU is larger than what its tunnel lets in: this host splits large packets, or refuses those that may not be split with an
/// ICMP message; where that doesn't come to the container, they are lost.
/// </summary>
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
                        Link: (host.NamespaceOf(attachment.Container)?.Links)
                            .OrNone()
                            .FirstOrDefault(link => link.Name == attachment.LinkName)
                    )
                )
                .Where(pair => pair.Link is not null && pair.Link.Mtu > tunnel.Mtu)
                .ToList();
            if (large.Count > 0)
            {
                yield return Found(
                    Severity.Error,
                    new(SubjectKind.Link, tunnel.Name),
                    $"{Counted.Say(large.Count, "vNIC has", "vNICs have")} an MTU over the {tunnel.Mtu} bytes of {tunnel.Name}: "
                        + $"{TruncatedList.Join(large.Select(pair => $"{pair.Container.Name} {pair.Link!.Mtu}"))}.",
                    $"{Remedy(host, footprint, tunnel.Mtu)}.",
                    [EvidenceFactory.Link(tunnel), .. large.Take(3).Select(pair => EvidenceFactory.LinkInside(pair.Container, pair.Link!))]
                );
            }
        }
    }

    /// <summary>Flannel's tunnel is as it must be; its containers' links have their MTU from the engine.</summary>
    private static ShellText Remedy(HostSnapshot host, Footprint footprint, int mtu) =>
        footprint.Solution == SolutionIds.Flannel
            ? $"Restart dockerd with --mtu={mtu} (FLANNEL_MTU), then restart the containers"
            : MtuRepair.Lower(host, footprint, null, mtu);
}
