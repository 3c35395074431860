using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A container's vNIC has a larger MTU than its solution's tunnel. This host fragments larger packets, or rejects with an ICMP message
/// those that may not be fragmented. If that message doesn't reach the container, the packets are lost.
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

    /// <summary>
    /// Flannel's tunnel has the right MTU. Its containers' links get theirs from the engine, so the repair changes dockerd's.
    /// </summary>
    private static ShellText Remedy(HostSnapshot host, Footprint footprint, int mtu) =>
        footprint.Solution == SolutionIds.Flannel
            ? $"Restart dockerd with --mtu={mtu} (FLANNEL_MTU), then restart the containers"
            : MtuRepair.Lower(host, footprint, null, mtu);
}
