using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A vNIC whose MTU is larger than what its tunnel carries: large packets are lost or fragmented.</summary>
internal sealed class MtuTooLarge : SolutionFindingRule
{
    /// <summary>VXLAN over IPv4: outer Ethernet is the link's, 20 IP + 8 UDP + 8 VXLAN + 14 inner Ethernet.</summary>
    private const int VxlanOverhead = 50;

    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint)
    {
        var tunnel = host.HostLinks().Where(link => footprint.OwnLinks.Contains(link.Name) && link.Kind is "vxlan" or "tun" or "ipip" or "wireguard").OrderBy(link => link.Mtu).FirstOrDefault();
        if (tunnel is not null && tunnel.Mtu > 0)
        {
            var large = footprint.Attachments.Select(attachment => (attachment.Container, Link: (host.NamespaceOf(attachment.Container)?.Links ?? []).FirstOrDefault(link => link.Name == attachment.LinkName)))
                .Where(pair => pair.Link is not null && pair.Link.Mtu > tunnel.Mtu).ToList();
            if (large.Count > 0)
            {
                yield return Found(
                    Severity.Error,
                    new(SubjectKind.Link, tunnel.Name),
                    $"{large.Count} vNIC(s) have an MTU over the {tunnel.Mtu} bytes of {tunnel.Name}: {TruncatedList.Join(large.Select(pair => $"{pair.Container.Name} {pair.Link!.Mtu}"))}.",
                    $"set the engine's MTU to {tunnel.Mtu} (dockerd --mtu, or the network's option com.docker.network.driver.mtu).",
                    [EvidenceFactory.Link(tunnel), .. large.Take(3).Select(pair => EvidenceFactory.LinkInside(pair.Container, pair.Link!))]);
            }
        }

        var underlay = Underlay.Of(host, footprint).Where(address => address.Subnet.Family == 4).Select(address => address.Link).OrderBy(link => link.Mtu).FirstOrDefault();
        foreach (var overlay in underlay is null ? [] : OverlayTunnels.Of(host, footprint.Networks).Where(overlay => footprint.Networks.Any(network => network == overlay.Network) && overlay.Link.Mtu + VxlanOverhead > underlay.Mtu))
        {
            yield return Found(
                Severity.Error,
                new(SubjectKind.Network, overlay.Network!.Name),
                $"Network {overlay.Network!.Name} has an MTU of {overlay.Link.Mtu}, which with VXLAN's {VxlanOverhead} bytes doesn't fit the {underlay!.Mtu} of {underlay.Name}.",
                "create the network with --opt com.docker.network.driver.mtu=… that fits, or raise the underlay's MTU.",
                [EvidenceFactory.LinkIn(overlay.Namespace, overlay.Link), EvidenceFactory.Link(underlay)]);
        }
    }
}
