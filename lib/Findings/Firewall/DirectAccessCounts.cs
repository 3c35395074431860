using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Findings;

/// <summary>
/// Packets that the engine has dropped, as they came to a container's address by another link than its bridge. Who sent them isn't seen:
/// containers on another bridge do, and other hosts that route the bridge's subnet here (a VPN's subnet route, a static one).
/// </summary>
internal static class DirectAccessCounts
{
    private const string GatewayMode = "com.docker.network.bridge.gateway_mode_ipv4";

    /// <summary>A finding for each network with such packets, but those that are left out.</summary>
    public static IEnumerable<Finding> Find(HostSnapshot host, IReadOnlyCollection<string> without) =>
        from network in host.Networks ?? []
        where network.Driver == "bridge" && !without.Contains(network.Name) && HostQueries.BridgeLinkOf(network) is not null
        let addresses = host.RunningContainers()
            .SelectMany(container => container.Endpoints)
            .Where(endpoint => endpoint.NetworkName == network.Name && endpoint.IPv4Address.Length > 0)
            .Select(endpoint => endpoint.IPv4Address)
            .ToList()
        let rules = host.HostRules().Where(rule => rule.Packets > 0 && Drops(rule, addresses)).ToList()
        where rules.Count > 0
        select Describe(network, rules);

    private static bool Drops(FirewallRule rule, List<string> addresses) =>
        rule.Does(FirewallTargetKind.Drop)
        && (rule.Table == "docker-bridges" || rule is { Table: "raw", Chain: "PREROUTING" })
        && rule.NotValues(FirewallMatchKind.InLink).Any()
        && rule.Values(FirewallMatchKind.Destination).Any(value => addresses.Any(address => value == address || value == address + "/32"));

    private static Finding Describe(Network network, IReadOnlyList<FirewallRule> rules)
    {
        var subnets = string.Join(", ", HostQueries.SubnetsOf(network));
        var packets = rules.Sum(rule => rule.Packets ?? 0);
        return new Finding
        {
            Severity = Severity.Information,
            Subject = new FindingSubject(SubjectKind.Network, network.Name),
            Message =
                $"The engine dropped {Counted.Say(packets, "packet")} to addresses of containers on {network.Name} that came by another "
                + $"link than its bridge ({HostQueries.BridgeLinkOf(network)}): hosts that route {subnets} here, and containers on "
                + "other bridges, reach published ports only.",
            Remediation =
                "Publish the ports that are needed (-p). For a network that other hosts are to reach by route, make it with "
                + $"-o {GatewayMode}=routed (published ports, without NAT) or nat-unprotected (all ports).",
            Evidence = [.. rules.Take(3).Select(EvidenceFactory.Rule)],
        };
    }
}
