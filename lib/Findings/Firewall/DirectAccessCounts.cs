using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Findings;

/// <summary>
/// Counts packets that the engine dropped because they came to a container's address over another link than its bridge. The counters don't
/// show the senders. They may be containers on another bridge, or other hosts that route the bridge's subnet here (a VPN's or a static
/// route).
/// </summary>
internal static class DirectAccessCounts
{
    private const string GatewayMode = "com.docker.network.bridge.gateway_mode_ipv4";

    /// <summary>Returns a finding for each bridge network with such packets, except the networks named.</summary>
    public static IEnumerable<Finding> Find(HostSnapshot host, IReadOnlyCollection<string> without)
    {
        List<FirewallRule> dropping = [.. host.HostRules().Where(rule => rule.Packets > 0 && DropsOtherLinks(rule))];
        return dropping.Count == 0 ? [] : Find(host, dropping, without);
    }

    private static IEnumerable<Finding> Find(HostSnapshot host, IReadOnlyList<FirewallRule> dropping, IReadOnlyCollection<string> without)
    {
        var dropped = DroppedOn(host, dropping);
        return from network in host.Networks.OrNone()
            where network.Driver == "bridge" && !without.Contains(network.Name) && HostQueries.BridgeLinkOf(network) is not null
            let rules = dropped[network.Name].ToList()
            where rules.Count > 0
            select Describe(network, rules);
    }

    /// <summary>
    /// The rules that dropped packets, in their order, by the name of the network that their destination's container is on.
    /// </summary>
    private static ILookup<string, FirewallRule> DroppedOn(HostSnapshot host, IReadOnlyList<FirewallRule> dropping)
    {
        var networks = (
            from container in host.RunningContainers()
            from endpoint in container.Endpoints
            where endpoint.IPv4Address.Length > 0
            select endpoint
        ).ToLookup(endpoint => endpoint.IPv4Address, endpoint => endpoint.NetworkName);
        return (
            from rule in dropping
            from network in rule.Values(FirewallMatchKind.Destination).SelectMany(value => networks[Address(value)]).Distinct()
            select (network, rule)
        ).ToLookup(pair => pair.network, pair => pair.rule);
    }

    private static bool DropsOtherLinks(FirewallRule rule) =>
        rule.Does(FirewallTargetKind.Drop)
        && (rule.Table == "docker-bridges" || rule is { Table: "raw", Chain: "PREROUTING" })
        && rule.NotValues(FirewallMatchKind.InLink).Any();

    private static string Address(string value) => value.EndsWith("/32", StringComparison.Ordinal) ? value[..^3] : value;

    private static Finding Describe(Network network, IReadOnlyList<FirewallRule> rules)
    {
        var subnets = string.Join(", ", HostQueries.SubnetsOf(network));
        var packets = rules.Sum(rule => rule.Packets ?? 0);
        return new Finding
        {
            Severity = Severity.Information,
            Subject = new FindingSubject(SubjectKind.Network, network.Name),
            Message =
                $"The engine dropped {Counted.Say(packets, "packet")} to containers on network {network.Name} that didn't come by "
                + $"its bridge ({HostQueries.BridgeLinkOf(network)}). Hosts that route {subnets} here, and containers on other bridges, "
                + "don't reach a container's own address, only published ports at this host's addresses.",
            Repair = Repair(network),
            Evidence = [.. rules.Take(3).Select(EvidenceFactory.Rule)],
        };
    }

    private static ShellText Repair(Network network) =>
        network.Name == "bridge"
            ? (ShellText)(
                $"Publish the ports that are needed (-p). If other hosts should reach the containers by route, put these on a network of "
                + $"their own: this one can't be made again."
            )
            : $"Publish the ports that are needed (-p). If other hosts should reach the network by route, recreate it with "
                + $"-o {GatewayMode}=routed (published ports, without NAT) or nat-unprotected (all ports).";
}
