using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>The addresses in use on an overlay network, each with its holder, from this host's engine and kernel.</summary>
internal static class OverlayAddresses
{
    /// <summary>
    /// The holders that the engine lists, each once: the gateway, services (virtual IPs), tasks and containers, load balancers.
    /// </summary>
    public static IReadOnlyList<AddressHolder> Find(OverlayView view)
    {
        var holders = new List<AddressHolder>();
        void Add(AddressHolderKind kind, string? address, string name, string? host, Evidence evidence)
        {
            if (
                Subnet.Parse(address) is { } parsed
                && HostQueries.SubnetsOf(view.Network).Any(subnet => subnet.Contains(Single(parsed, address!)))
            )
            {
                holders.Add(new(kind, Single(parsed, address!).Prefix, name, host, evidence));
            }
        }

        foreach (var gateway in view.Network.Pools.OrNone().Select(pool => pool.Gateway).OfType<string>())
        {
            Add(
                AddressHolderKind.Gateway,
                gateway,
                "the gateway",
                null,
                EvidenceFactory.Network(view.Network, $"IPAM.Config.Gateway {gateway}")
            );
        }

        foreach (var task in view.Network.Tasks.OrNone())
        {
            Add(
                AddressHolderKind.Service,
                task.VirtualIP,
                task.Service,
                null,
                EvidenceFactory.Network(view.Network, $"service {task.Service} has the VIP {task.VirtualIP}")
            );
            Add(
                AddressHolderKind.Container,
                task.Address,
                task.Name ?? "",
                task.HostAddress,
                EvidenceFactory.Network(view.Network, $"{task.Name} has {task.Address} on {task.HostAddress}")
            );
        }

        foreach (var service in (view.Host.Engine?.Services).OrNone())
        {
            foreach (var address in service.VirtualAddresses.Where(address => address.NetworkId == view.Network.Id))
            {
                Add(
                    AddressHolderKind.Service,
                    address.Address,
                    service.Name ?? service.Id,
                    null,
                    EvidenceFactory.Engine(
                        $"docker service inspect {service.Name}",
                        $"virtual IP {address.Address} on network {view.Network.Name}"
                    )
                );
            }
        }

        foreach (var task in LiveTasks(view.Host.Engine))
        {
            foreach (var address in task.Addresses.Where(address => address.NetworkId == view.Network.Id))
            {
                var name = NameOf(view.Host.Engine!, task);
                Add(
                    AddressHolderKind.Container,
                    address.Address,
                    name,
                    null,
                    EvidenceFactory.Engine($"docker service ps", $"{name} {task.State} has {address.Address}")
                );
            }
        }

        foreach (var endpoint in view.Network.Endpoints.OrNone())
        {
            Add(
                IsLoadBalancer(endpoint) ? AddressHolderKind.LoadBalancer : AddressHolderKind.Container,
                endpoint.IPv4Address,
                endpoint.Name ?? endpoint.Key,
                null,
                EvidenceFactory.Network(view.Network, $"{endpoint.Name} has {endpoint.IPv4Address} here")
            );
        }

        return [.. holders.GroupBy(holder => (holder.Kind, holder.Address, holder.Name)).Select(group => group.First())];
    }

    /// <summary>
    /// Addresses on other hosts, from the permanent neighbors of the network's VXLAN links. The kernel doesn't show their holders.
    /// </summary>
    public static IEnumerable<string> Beyond(OverlayView view) => view.Neighbors.Select(neighbor => neighbor.Address);

    /// <summary>Tasks that haven't ended. The manager takes a task's addresses back when it ends.</summary>
    private static IEnumerable<SwarmTask> LiveTasks(EngineFacts? engine) =>
        (engine?.Tasks)
            .OrNone()
            .Where(task =>
                task.ServiceId is not null
                && task.State is "pending" or "assigned" or "accepted" or "preparing" or "ready" or "starting" or "running"
            );

    /// <summary>
    /// The name that the engine gives a task's container: "web.1.zwygg3f41v84g1qzblq9af9lh". A global service's task has the node's ID in
    /// place of the slot.
    /// </summary>
    private static string NameOf(EngineFacts engine, SwarmTask task)
    {
        var service = engine.Services?.FirstOrDefault(one => one.Id == task.ServiceId)?.Name ?? task.ServiceId;
        return $"{service}.{(task.Slot is > 0 ? task.Slot.ToString() : task.NodeId)}.{task.Id}";
    }

    private static bool IsLoadBalancer(NetworkEndpoint endpoint) =>
        endpoint.Key == "ingress-sbox" || endpoint.Key.StartsWith("lb-", StringComparison.Ordinal);

    private static Subnet Single(Subnet parsed, string address) =>
        address.IndexOf('/') is > 0 and var slash ? Subnet.Parse(address[..slash]) ?? parsed : parsed;
}

/// <summary>An address on an overlay network, with its holder.</summary>
/// <param name="Kind">The kind of holder.</param>
/// <param name="Address">The address, without prefix length.</param>
/// <param name="Name">The holder's name. Untrusted text.</param>
/// <param name="Host">The address of the host that it is on, from the network's task table; null for holders from other sources.</param>
/// <param name="Evidence">The engine's answer that shows it.</param>
internal sealed record AddressHolder(AddressHolderKind Kind, string Address, string Name, string? Host, Evidence Evidence);

/// <summary>The kinds of holders of an overlay network's addresses.</summary>
internal enum AddressHolderKind
{
    /// <summary>The network's gateway.</summary>
    Gateway,

    /// <summary>A service, by its virtual IP.</summary>
    Service,

    /// <summary>A task or an attached container.</summary>
    Container,

    /// <summary>A node's load balancer for the network.</summary>
    LoadBalancer,
}
