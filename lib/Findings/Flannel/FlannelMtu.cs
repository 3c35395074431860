using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// Flannel's link lets packets in that don't fit the link below with what the backend puts around them: 50 bytes for VXLAN over IPv4, 28
/// for UDP, 20 for IPIP, 80 for WireGuard. flanneld works the MTU out once, from the outer link as it was when it started.
/// </summary>
internal sealed class FlannelMtu : FlannelFindingRule
{
    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint, FlannelState flannel) =>
        from link in flannel.Links
        let overhead = Overhead(link)
        let outer = Outer(host, footprint, link)
        where overhead > 0 && link.Mtu > 0 && outer is { Mtu: > 0 } && link.Mtu + overhead > outer.Mtu
        select new Finding
        {
            Severity = Severity.Error,
            Subject = new(SubjectKind.Link, link.Name),
            Message = $"Large packets to other hosts are lost: {link.Name} lets in {link.Mtu} bytes, which with the {overhead} of its backend "
                + $"don't fit the {outer.Mtu} of {outer.Name}.",
            Remediation = $"restart flanneld, which sets {link.Name} to {outer.Mtu - overhead} and writes FLANNEL_MTU, "
                + $"then dockerd with --mtu={outer.Mtu - overhead}, and the containers.",
            Evidence = [EvidenceFactory.Link(link), EvidenceFactory.Link(outer)],
        };

    private static int Overhead(Link link) => link switch
    {
        { Vxlan.Local: { } local } => Subnet.Parse(local)?.Family == 6 ? 70 : 50,
        { Kind: "ipip" } => 20,
        { Kind: "wireguard" } => 80,
        _ when FlannelLinks.IsTun(link) => 28,
        _ => 0,
    };

    /// <summary>The link that has the source address; where the backend's link doesn't tell it, the only outer link there is.</summary>
    private static Link? Outer(HostSnapshot host, Footprint footprint, Link link)
    {
        if (link.Vxlan is not null)
        {
            return FlannelUnderlay.LinkOf(host, link);
        }

        var links = Underlay.Of(host, footprint).Where(address => address.Subnet.Family == 4).Select(address => address.Link).Distinct().ToList();
        return links.Count == 1 ? links[0] : null;
    }
}
