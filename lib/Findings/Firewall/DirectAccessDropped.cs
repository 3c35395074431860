using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// From 28.0 on the engine drops what comes to a container's address by another link than its bridge: before the route is looked up for
/// whatever it is, and in its own chain for ports that aren't published. What routes other hosts' traffic there (Flannel, routes by hand) is cut
/// off, but for networks in the modes nat-unprotected and routed, trusted_host_interfaces, --allow-direct-routing and --bridge-accept-fwmark,
/// which is all seen in the rules. moby#49792, #51015; docs.docker.com, packet filtering and firewalls.
/// </summary>
internal sealed class DirectAccessDropped : IFindingRule
{
    /// <inheritdoc />
    public HostFacts Needs => HostFacts.HostFirewall | HostFacts.HostRoutes | HostFacts.HostLinks | HostFacts.Containers;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host)
    {
        if (host.Filter is not { } walk)
        {
            return [];
        }

        return from footprint in host.Footprints
               let traffic = ForwardedTraffic.Find(host.Snapshot, footprint.Attachments, footprint.Remotes)
               let drops = ForwardedDrop.Find(walk, traffic)
               from network in drops.Where(drop => drop.DecidedBy.Any(ForwardedDrop.IsEngines)).GroupBy(drop => drop.Traffic.Network)
               let inbound = network.Where(drop => drop.Kind == ForwardedKind.Inbound).ToList()
               where inbound.Count > 0
               select Describe(host.Snapshot.SeenFirewall()!, inbound, network.Any(drop => drop.Kind == ForwardedKind.Answer)) with { Solution = footprint.Solution };
    }

    private static Finding Describe(Firewall firewall, List<ForwardedDrop> inbound, bool areAnswersDropped)
    {
        var first = inbound[0].Traffic;
        var decisions = inbound.SelectMany(drop => drop.DecidedBy).Where(ForwardedDrop.IsEngines).Distinct().ToList();
        var protocols = inbound.Select(drop => drop.Protocol).Distinct().ToList();
        var passing = ForwardedDrop.Tried.Except(protocols).ToList();
        var what = passing.Count > 0
            ? $"{Names(protocols)} from other hosts to ports that containers on {first.Network.Name} don't publish is dropped, though {Names(passing)} passes"
            : areAnswersDropped
                ? $"Containers on {first.Network.Name} and those on other hosts don't reach each other: packets that come by {first.Link} are lost"
                : $"Containers on {first.Network.Name} can't be reached from other hosts, but at published ports: connections that begin there are lost";
        return new Finding
        {
            Severity = passing.Count > 0 ? Severity.Warning : Severity.Error,
            Subject = new FindingSubject(SubjectKind.Network, first.Network.Name),
            Message = $"{what}. The engine lets nothing else come to a container's address by another link than its bridge ({first.Bridge}); "
                + $"what drops it is {FirewallDescription.Describe(decisions)}.",
            Remediation = DirectAccessRepair.Create(firewall, first, decisions),
            Evidence = FirewallDescription.Evidence(decisions),
        };
    }

    private static string Names(IEnumerable<IPProtocol> protocols) => string.Join(" and ", protocols.Select(protocol => protocol.Name));
}
