using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A load balancer's IPVS differs from the engine's table of a service's tasks. Each service with a virtual IP has an IPVS service by
/// firewall mark whose servers are its tasks. Its virtual IP is on the load balancer's link. Without the IPVS service, the service can't be
/// reached from this host. Connections to a server without a task hang; a task that isn't a server gets none (moby#33893, #35807).
/// </summary>
internal sealed class IpvsDiffers : SwarmFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Networks | HostFacts.EngineNamespaces;

    /// <inheritdoc />
    protected override IEnumerable<Finding> FindAll(HostContext host) =>
        from balancer in OverlayBalancer.FindAll(host.Snapshot)
        where balancer.HasIpvs
        from service in balancer.Services
        let differences = Differences(balancer, service).ToList()
        where differences.Count > 0
        select Found(
            Severity.Warning,
            new(SubjectKind.Service, service.Name),
            $"All or some connections to service {service.Name} ({service.Address} on network "
                + $"{balancer.View.Network.Name}) fail from this host: {TruncatedList.Join(differences, "; ")}.",
            $"systemctl restart docker # makes the load balancer again; for all nodes at once: scale {service.Name} to 0 and back",
            EvidenceFactory.Network(
                balancer.View.Network,
                $"service {service.Name} VIP {service.Address}, tasks {string.Join(", ", service.Tasks)}"
            ),
            new Evidence($"nsenter --net=/run/docker/netns/{balancer.Namespace} ipvsadm -ln", Shown(balancer))
        );

    private static IEnumerable<string> Differences(OverlayBalancer balancer, BalancedService service)
    {
        var others = new HashSet<string>(balancer.Services.Where(other => other.Name != service.Name).SelectMany(other => other.Tasks));
        var mine = balancer
            .Ipvs!.Services.Where(one => one.Mark is not null && one.Servers.Any(server => service.Tasks.Contains(server.Address)))
            .ToList();
        if (mine.Count == 0)
        {
            yield return "the load balancer has no IPVS service with its tasks";
            yield break;
        }

        // A server of weight 0 gets no new connections: its task is shutting down.
        var servers = mine.SelectMany(one => one.Servers)
            .Where(server => server.Weight > 0)
            .Select(server => server.Address)
            .Distinct()
            .ToList();
        foreach (var task in service.Tasks.Where(task => !servers.Contains(task)))
        {
            yield return $"the task at {task} isn't among its servers";
        }

        foreach (var stale in servers.Where(server => !service.Tasks.Contains(server) && !others.Contains(server)))
        {
            yield return $"it sends to {stale}, which no task has";
        }

        if (
            balancer.Content.Links is { } links
            && !links.SelectMany(link => link.Addresses).Any(address => address.Address == service.Address)
        )
        {
            yield return $"the load balancer's link lacks the address {service.Address}";
        }
    }

    private static string Shown(OverlayBalancer balancer) =>
        balancer.Ipvs!.Services.Count == 0
            ? "no service"
            : TruncatedList.Join(
                balancer.Ipvs.Services.Select(one =>
                    $"FWM {one.Mark} to {string.Join(", ", one.Servers.Select(server => server.Address).Take(4))}"
                ),
                "; "
            );
}
