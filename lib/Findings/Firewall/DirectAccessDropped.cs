using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// From 28.0 on, the engine drops packets to a container's address that arrive over another link than its bridge. It drops them all before
/// routing, and those to unpublished ports also in its own chain. Traffic that other hosts route there is lost, such as Flannel's or by
/// static routes. The rules show all exceptions: gateway modes nat-unprotected and routed, trusted_host_interfaces, --allow-direct-routing
/// and --bridge-accept-fwmark. moby#49792, #51015; docs.docker.com, packet filtering and firewalls.
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

        var cut = Routed(host, walk).ToList();
        return [.. cut, .. DirectAccessCounts.Find(host.Snapshot, [.. cut.Select(finding => finding.Subject.Name)])];
    }

    private static IEnumerable<Finding> Routed(HostContext host, FirewallWalk walk) =>
        from footprint in host.Footprints
        let traffic = ForwardedTraffic.Find(host.Snapshot, footprint.Attachments, footprint.Remotes)
        let drops = ForwardedDrop.Find(walk, traffic)
        from network in drops.Where(drop => drop.DecidedBy.Any(ForwardedDrop.IsEngines)).GroupBy(drop => drop.Traffic.Network)
        let inbound = network.Where(drop => drop.Kind == ForwardedKind.Inbound).ToList()
        where inbound.Count > 0
        let areAnswersDropped = network.Any(drop => drop.Kind == ForwardedKind.Answer)
        select Describe(host.Snapshot.SeenFirewall()!, inbound, areAnswersDropped) with
        {
            Solution = footprint.Solution,
        };

    private static Finding Describe(Firewall firewall, List<ForwardedDrop> inbound, bool areAnswersDropped)
    {
        var first = inbound[0].Traffic;
        var decisions = inbound.SelectMany(drop => drop.DecidedBy).Where(ForwardedDrop.IsEngines).Distinct().ToList();
        var protocols = inbound.Select(drop => drop.Protocol).Distinct().ToList();
        var passing = ForwardedDrop.Tried.Except(protocols).ToList();
        var (name, link) = (first.Network.Name, first.Link);
        var containers = $"containers on network {name}";
        var (are, pass) = (protocols.Count == 1 ? "is" : "are", passing.Count == 1 ? "passes" : "pass");
        var what =
            passing.Count > 0
                ? $"{Names(protocols)} from other hosts to ports that {containers} don't publish {are} lost, though {Names(passing)} {pass}"
            : areAnswersDropped
                ? $"Containers on network {name} and containers on other hosts don't reach each other: packets that arrive on {link} "
                    + "are lost"
            : $"From other hosts, {containers} can be reached at published ports only: other connections that begin there are lost";
        return new Finding
        {
            Severity = passing.Count > 0 ? Severity.Warning : Severity.Error,
            Subject = new FindingSubject(SubjectKind.Network, first.Network.Name),
            Message =
                $"{what}. The engine drops packets to a container's address that don't come by its bridge "
                + $"({first.Bridge}), by {FirewallDescription.Describe(decisions)}.",
            Repair = DirectAccessRepair.Create(firewall, first, decisions),
            Evidence = FirewallDescription.Evidence(decisions),
            Cause =
                "the engine drops packets to containers that don't come by their bridge, by "
                + $"{FirewallDescription.Describe(decisions)}",
            Scope = new() { Networks = [first.Network.Name], Protocols = passing.Count > 0 ? protocols : [] },
        };
    }

    private static string Names(IEnumerable<IPProtocol> protocols) => string.Join(" and ", protocols.Select(protocol => protocol.Name));
}
