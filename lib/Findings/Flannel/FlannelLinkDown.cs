using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The link of flanneld's backend is down, or it is missing while flanneld runs with a lease. No container here reaches another host.
/// FLANNEL_MTU shows that the backend needs a link: it is the outer link's MTU less the backend's overhead. Only IPsec, which is left out,
/// has an overhead and no link.
/// </summary>
[Explains(typeof(FlannelRouteMissing), typeof(FlannelPeerEntryMissing), typeof(FlannelGatewayOffLink))]
internal sealed class FlannelLinkDown : FlannelFindingRule
{
    public override HostFacts Needs => base.Needs | HostFacts.Processes;

    protected override IEnumerable<Finding> Find(HostSnapshot host, Footprint footprint, FlannelState flannel)
    {
        foreach (var link in flannel.Links.Where(link => !link.Up))
        {
            yield return Found(
                link.Name,
                $"Containers here reach no other host: {link.Name} is down.",
                $"ip link set {link.Name} up # then restart flanneld: the routes over the link went with it",
                EvidenceFactory.Link(link)
            );
        }

        var agents = host.ProcessesNamed("flanneld");
        var lease = flannel.Leases.FirstOrDefault(one => one.Mtu is not null && one.Subnet?.Family == 4);
        if (
            agents.Count == 0
            || lease is null
            || flannel.Links.Count > 0
            || FlannelRoutes.HasIpsec(host)
            || footprint.Carriers is { Count: > 0 }
        )
        {
            yield break;
        }

        var outer = FlannelUnderlay.OuterLinks(host, footprint);
        if (outer.Count > 0 && outer.All(link => link.Mtu > lease.Mtu))
        {
            yield return Found(
                "flannel",
                $"Containers here reach no other host: flanneld's backend needs a link (FLANNEL_MTU {lease.Mtu} is less "
                    + "than any outer link's MTU), and there is none.",
                $"Restart flanneld: most versions create the link only when they start.",
                EvidenceFactory.Process(agents[0]),
                EvidenceFactory.Setting(lease.File, "FLANNEL_MTU"),
                new Evidence("ip -d link", "no flannel.N, flannel0, flannel.ipip or flannel-wg")
            );
        }
    }

    private static Finding Found(string link, string message, ShellText repair, params Evidence[] evidence) =>
        new()
        {
            Severity = Severity.Error,
            Subject = new(SubjectKind.Link, link),
            Message = message,
            Repair = repair,
            Evidence = evidence,
            Cause = $"link {link} is down, or isn't there",
        };
}
