using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The host's name server has an address in a network's range. The engine asks it from inside the container, so the query stays on that
/// network, and outside names fail. An example is the VPC's 10.0.0.2 in ingress' 10.0.0.0/24 (moby#34841). A name server that is a
/// container, a service, a gateway or the host itself is there by design.
/// </summary>
internal sealed class NameServerInNetwork : IFindingRule
{
    /// <inheritdoc />
    public HostFacts Needs => HostFacts.Networks | HostFacts.Resolver | HostFacts.HostLinks;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host)
    {
        var blocks = new FreeBlocks(host.Snapshot);
        var known = host.Snapshot.OwnAddresses();
        known.UnionWith(OfContainers(host.Snapshot));
        return from server in host.Snapshot.Resolver!.NameServers.Distinct()
            where !known.Contains(server)
            let address = Subnet.Parse(server)
            where address is not null
            from range in NetworkRange.Find(host)
            where range.Subnet.Contains(address)
            select Found(blocks, server, range);
    }

    /// <summary>
    /// Addresses of containers, services and gateways. The engine's own endpoints (ingress-sbox, load balancers) are left out, as they
    /// serve no names.
    /// </summary>
    private static IEnumerable<string> OfContainers(HostSnapshot host)
    {
        var networks = host.Networks.OrNone();
        var tasks = networks.SelectMany(network => network.Tasks.OrNone()).Where(task => task.Service.Length > 0).ToList();
        var ofContainers = host.Containers.OrNone().SelectMany(container => container.Endpoints).Select(endpoint => endpoint.IPv4Address);
        var gateways = networks.SelectMany(network => network.Pools.OrNone()).Select(pool => pool.Gateway);
        return ofContainers
            .Concat(gateways.OfType<string>())
            .Concat(tasks.Select(task => task.Address).OfType<string>())
            .Concat(tasks.Select(task => task.VirtualIP).OfType<string>());
    }

    private static Finding Found(FreeBlocks blocks, string server, NetworkRange range) =>
        new()
        {
            Severity = Severity.Error,
            Solution = range.Footprint?.Solution,
            Subject = range.Network is null ? new(SubjectKind.Agent, range.Name) : new(SubjectKind.Network, range.Name),
            Message =
                $"Containers on {(range.Network is null ? "" : "network ")}{range.Name} can't look up names outside it: the host's name "
                + $"server {server} has an address in the network's range {range.Subnet}, so they look for it among themselves.",
            Repair = MoveNetwork.Commands(blocks, range),
            Evidence = [new Evidence("/etc/resolv.conf", $"nameserver {server}"), range.Evidence],
        };
}
