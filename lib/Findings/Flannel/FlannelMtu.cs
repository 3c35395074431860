using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Flannel's link has an MTU that, with the backend's overhead, exceeds the outer link's. Large packets to other hosts are lost. The
/// overhead is 50 bytes for VXLAN over IPv4 (70 over IPv6), 28 for UDP, 20 for IPIP and 80 for WireGuard. flanneld calculates the MTU from
/// the outer link only when it starts.
/// </summary>
[Explains(typeof(PathCarriesLess), typeof(MtuTooLarge))]
internal sealed class FlannelMtu : FlannelFindingRule
{
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint, FlannelState flannel)
    {
        foreach (var link in flannel.Links.Where(link => link.Mtu > 0))
        {
            var overhead = Overhead(link);
            if (overhead > 0 && Outer(host, footprint, link) is { } outer && link.Mtu + overhead > outer.Mtu)
            {
                yield return Found(link, overhead, outer.Name, outer.Mtu, outer.Evidence);
            }
        }
    }

    private static Finding Found(Link link, int overhead, string outer, int mtu, Evidence evidence) =>
        new()
        {
            Severity = Severity.Error,
            Subject = new(SubjectKind.Link, link.Name),
            Message =
                $"Large packets to other hosts are lost: {link.Name} accepts {link.Mtu} bytes, and with the {overhead} "
                + $"bytes of its backend they don't fit the {mtu} of {outer}.",
            Repair =
                $"Restart flanneld, which sets {link.Name} to {mtu - overhead} and writes FLANNEL_MTU, then dockerd with "
                + $"--mtu={mtu - overhead}, and then the containers.",
            Evidence = [EvidenceFactory.Link(link), evidence],
            Cause = $"{link.Name} accepts {link.Mtu} bytes, which with {overhead} more don't fit the {mtu} of {outer}",
            Scope = new() { IsOfLargePackets = true },
        };

    private static int Overhead(Link link) =>
        link switch
        {
            { Vxlan.Local: { } local } => Subnet.Parse(local)?.Family == 6 ? 70 : 50,
            { Kind: "ipip" } => 20,
            { Kind: "wireguard" } => 80,
            _ when FlannelLinks.IsTun(link) => 28,
            _ => 0,
        };

    /// <summary>
    /// The path to a peer with the smallest MTU, by the kernel's routes. If no path is known, it is the link with the VXLAN link's source
    /// address. For other backends it is the default route's link, which flanneld takes by default, or the host's only one.
    /// </summary>
    private static (string Name, int Mtu, Evidence Evidence)? Outer(HostSnapshot host, Footprint footprint, Link link)
    {
        var ways = UnderlayPaths
            .Find(host, footprint)
            .Where(path => path.Answer is { Link: { } by, Mtu: > 0 } && !FlannelUnderlay.IsInner(host, by))
            .OrderBy(path => path.Answer.Mtu)
            .ToList();
        if (ways.Count > 0)
        {
            return (ways[0].Answer.Link!.Name, ways[0].Answer.Mtu!.Value, EvidenceFactory.Link(ways[0].Answer.Link!));
        }

        var likely = FlannelUnderlay.OuterLinks(host, footprint);
        var outer =
            link.Vxlan is not null ? FlannelUnderlay.LinkOf(host, link)
            : likely.Count > 0 ? likely[0]
            : null;
        return outer is { Mtu: > 0 } ? (outer.Name, outer.Mtu, EvidenceFactory.Link(outer)) : null;
    }
}
