using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// No subnet is left in the pools for local networks. Each one overlaps a network's range or a connected route of the host, which the
/// engine avoids (before 20.10.15: any route). The engine refuses the next network ("could not find an available, non-overlapping IPv4
/// address pool"). That includes docker_gwbridge, without which a swarm's tasks don't start (docker/for-linux#418, #599).
/// </summary>
[Explains(typeof(ContainerStartFailed), typeof(GatewayBridgeMissing))]
internal sealed class AddressPoolsUsedUp : IFindingRule
{
    /// <inheritdoc />
    public HostFacts Needs => HostFacts.Engine | HostFacts.Networks | HostFacts.HostRoutes;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host)
    {
        var pools = AddressPools.Find(host.Snapshot);
        if (host.Snapshot.Engine is { Component: not (null or "Engine") } || pools.Subnets() is not { } subnets)
        {
            yield break;
        }

        var routes = host.Snapshot.HostRoutes().Where(route => route.Destination != "default" && Avoids(host.Snapshot, route));
        var networks = host.Snapshot.Networks.OrNone().Where(network => network.Scope is not "swarm").ToList();
        var ofNetworks = networks.Where(network => network.IpamDriver is null or "default").SelectMany(HostQueries.SubnetsOf).ToList();
        var ofRoutes = routes.Select(route => Subnet.Parse(route.Destination)).OfType<Subnet>().ToList();
        bool IsTaken(Subnet subnet) => ofNetworks.Exists(subnet.Overlaps) || ofRoutes.Exists(subnet.Overlaps);
        if (!subnets.All(IsTaken))
        {
            yield break;
        }

        var byNetworks = subnets.Count(subnet => ofNetworks.Exists(subnet.Overlaps));
        yield return new Finding
        {
            Severity = Severity.Warning,
            Subject = new(SubjectKind.Agent, "dockerd"),
            Message =
                "The next network can't be created (docker network create, Compose, docker_gwbridge) unless it names a range of its "
                + $"own: all {subnets.Count} subnets of the address pools are taken, {byNetworks} by networks, "
                + $"{subnets.Count - byNetworks} by routes of the host.",
            Repair =
                $"docker network prune # removes networks that no container uses; for more room, set "
                + $"\"default-address-pools\": [{{\"base\": \"10.213.0.0/16\", \"size\": 24}}] in /etc/docker/daemon.json (a "
                + $"range that is free on all hosts), then systemctl restart docker",
            Evidence = [pools.Evidence, EvidenceFactory.Engine($"docker network ls", $"{networks.Count} networks")],
            Scope = new() { Errors = [EngineErrorKind.NoAddressPool] },
        };
    }

    /// <summary>Whether the engine avoids a route's destination. Since 20.10.15 it needs to have no gateway (moby#42598, #43360).</summary>
    private static bool Avoids(HostSnapshot host, Route route) =>
        route.Gateway is null || (EngineVersion.Parse(host.Engine?.Version) is { } version && version.IsBefore(20, 10, 15));
}
