using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A rule of the engine's (nat DOCKER) sends a host port to a bridge network's address that no container has. It was left when an engine
/// ended without cleaning up. Connections to the port hang, even if a program on the host listens there.
/// </summary>
internal sealed class StalePortRule : IFindingRule
{
    /// <inheritdoc />
    public HostFacts Needs => HostFacts.Networks | HostFacts.Containers | HostFacts.HostLinks | HostFacts.HostFirewall;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host)
    {
        var known = new HashSet<string>(
            host.Snapshot.Containers.OrNone()
                .SelectMany(container => container.Endpoints)
                .Select(endpoint => endpoint.IPv4Address)
                .Concat(OfNetworks(host.Snapshot))
        );
        return from rule in host.Snapshot.HostRules()
            where rule is { Table: "nat", Chain: EngineRules.Chain }
            from target in rule.Targets
            where target is { Kind: FirewallTargetKind.Dnat, Values.Count: 1 } && target.Values[0].Split(':') is [_, _]
            let address = target.Values[0].Split(':')[0]
            let subnet = Subnet.Parse(address)
            where subnet is not null && !known.Contains(address)
            let bridge = host.Bridges.FirstOrDefault(bridge => Subnet.Parse(bridge.Pool(4)?.Subnet)?.Contains(subnet) == true)
            where bridge is not null
            let port = rule.Values(FirewallMatchKind.DestinationPort).FirstOrDefault()
            where port is not null
            select Found(rule, bridge, address, port);
    }

    /// <summary>The addresses that networks list, including those of the engine's own endpoints, which are no containers.</summary>
    private static IEnumerable<string> OfNetworks(HostSnapshot host) =>
        host
            .Networks.OrNone()
            .SelectMany(network => network.Endpoints.OrNone())
            .Select(endpoint => HostQueries.AddressOnly(endpoint.IPv4Address));

    private static Finding Found(FirewallRule rule, BridgeNetwork bridge, string address, string port) =>
        new()
        {
            Severity = Severity.Warning,
            Subject = new(SubjectKind.Port, port),
            Message =
                $"Connections to port {port} of this host hang: a rule that the engine left behind leads them to {address} on network "
                + $"{bridge.Network.Name}, which no container has.",
            Repair =
                $"systemctl restart docker # sets the engine's rules up again, without it; to delete it alone: iptables -t "
                + $"nat -S DOCKER shows it, and with -D for -A it is a command",
            Evidence = [EvidenceFactory.Rule(rule), EvidenceFactory.Network(bridge.Network, $"no container has {address}")],
        };
}
