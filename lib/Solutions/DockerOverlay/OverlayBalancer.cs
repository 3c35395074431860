using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>A network's load balancer on this host: the services that it should balance, and the kernel's IPVS there.</summary>
/// <param name="View">The network.</param>
/// <param name="Namespace">The load balancer's namespace.</param>
/// <param name="Content">The namespace's content.</param>
internal sealed record OverlayBalancer(OverlayView View, string Namespace, NetworkNamespace Content)
{
    /// <summary>The namespace's IPVS table; null if it was not seen.</summary>
    public IpvsFacts? Ipvs => Content.Ipvs;

    /// <summary>Whether the kernel has IPVS there at all.</summary>
    public bool HasIpvs => Ipvs is { } ipvs && (ipvs.Connections is not null || ipvs.Services.Count > 0);

    /// <summary>Services with a virtual IP on the network and a task that runs.</summary>
    public IReadOnlyList<BalancedService> Services =>
        [
            .. View
                .Network.Tasks.OrNone()
                .Where(task =>
                    task.Service.Length > 0 && Subnet.Parse(task.VirtualIP) is not null && Subnet.Parse(task.Address) is not null
                )
                .GroupBy(task => (task.Service, task.VirtualIP))
                .Select(tasks => new BalancedService(
                    tasks.Key.Service,
                    tasks.Key.VirtualIP!,
                    [.. tasks.Select(task => task.Address!).Distinct()]
                )),
        ];

    /// <summary>Finds all load balancers of a host that were seen.</summary>
    public static IReadOnlyList<OverlayBalancer> FindAll(HostSnapshot host) =>
        [
            .. from view in OverlayView.FindAll(host)
            let name = OverlayNamespace.LoadBalancerOf(view.Network)
            where host.EngineNamespaces.ContainsKey(name)
            select new OverlayBalancer(view, name, host.EngineNamespaces[name]),
        ];
}

/// <summary>A service that the load balancer should balance.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Its virtual IP on the network.</param>
/// <param name="Tasks">The addresses of its tasks there.</param>
internal sealed record BalancedService(string Name, string Address, IReadOnlyList<string> Tasks);
