using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Findings;

/// <summary>
/// Builds the commands that recreate a network with another range. All other settings that the engine reports are kept, except labels,
/// which aren't recorded.
/// </summary>
internal static class MoveNetwork
{
    /// <summary>The network that connects a swarm's containers to hosts beyond their own.</summary>
    public const string GatewayBridge = "docker_gwbridge";

    private const string IngressEnd = "gateway_ingress-sbox";

    private const int Length = 24;

    /// <summary>Returns the commands; a sentence if the range is an agent's own, which only its configuration changes.</summary>
    /// <param name="blocks">Ranges that the host doesn't use.</param>
    /// <param name="range">The range to be replaced.</param>
    public static ShellText Commands(FreeBlocks blocks, NetworkRange range)
    {
        if (range.Network is not { } network)
        {
            return $"Give {range.Name}, in its own configuration, a range that no host, VPN or route uses.";
        }

        // Free blocks are IPv4 only, so they can't replace an IPv6 range.
        var free = range.Subnet.Family == 4 ? blocks.Range(network, Length) : new FreeRange(Range: null);
        var change = new NetworkChange { Range = free.Word, ReplacedFamily = range.Subnet.Family };
        return EngineOwned(blocks.Host, network, free, change) is not { } owned ? Recreated(blocks, network, free, change)
            : network.Name == GatewayBridge || range.Subnet.Family == 6 ? owned
            : $"{owned}; {Future(blocks)}";
    }

    /// <summary>The commands for a network that the engine makes itself: docker0 or docker_gwbridge. Null for any other network.</summary>
    /// <param name="host">The host.</param>
    /// <param name="network">The network.</param>
    /// <param name="free">The range to give it.</param>
    /// <param name="change">The same range, and the family that it replaces.</param>
    public static ShellText? EngineOwned(HostSnapshot host, Network network, FreeRange free, NetworkChange change) =>
        network switch
        {
            { Driver: "bridge", Name: "bridge" } when change.ReplacedFamily == 6 =>
                $"systemctl restart docker # after you set \"fixed-cidr-v6\": \"{free.Word}\" in /etc/docker/daemon.json; {free.Note}",
            { Driver: "bridge", Name: "bridge" } =>
                $"systemctl restart docker # after you set \"bip\": \"{free.FirstAddress}\" in /etc/docker/daemon.json; {free.Note}",
            { Name: GatewayBridge } => $"{RecreateGatewayBridge(host, network, change)}; {free.Note}",
            _ => null,
        };

    private static ShellText Recreated(FreeBlocks blocks, Network network, FreeRange free, NetworkChange change)
    {
        var again = NetworkCommand.Recreate(network, change);
        return network switch
        {
            { Ingress: true } => $"{again} # on a manager, after removing the services with published ports; {free.Note}",
            { Driver: "bridge" } => $"{again} # its containers must leave it first; {free.Note}; {Future(blocks)}",
            { Driver: "overlay" } => $"{again} # on a manager, after removing its services and containers; {free.Note}; a new swarm can "
                + $"take its networks from another range: docker swarm init --default-addr-pool {blocks.Pool.Word}",
            { Driver: "weavemesh", Name: "weave" } => RelaunchWeave(blocks, network),
            _ => $"{again} # its containers must leave it first; {free.Note}",
        };
    }

    /// <summary>The engine allocates from its own pools again, so another network would get the old range.</summary>
    private static ShellText Future(FreeBlocks blocks) =>
        $"for future networks: \"default-address-pools\": [{{\"base\": \"{blocks.Pool.Word}\", \"size\": 24}}] in "
        + $"/etc/docker/daemon.json, which replaces Docker's own pools";

    /// <summary>
    /// weave reset removes its network only if no container is on it, and docker can hang otherwise. A network that stays keeps the old
    /// range, and a container that stays on a removed one asks for its id (weave 2.8.1: common/docker/client.go, EnsureNetwork).
    /// </summary>
    private static ShellText RelaunchWeave(FreeBlocks blocks, Network network)
    {
        var names = blocks
            .Host.Containers.OrNone()
            .Where(container => container.Endpoints.Any(endpoint => blocks.Host.NetworkOf(endpoint) == network))
            .Select(container => container.Name)
            .ToList();
        var leave = ShellText.Join("; ", names.Select(name => (ShellText)$"docker network disconnect {network.Name} {name}"));
        var join = ShellText.Join("; ", names.Select(name => (ShellText)$"docker network connect {network.Name} {name}"));
        var first = names.Count == 0 ? (ShellText)$"" : $"{leave} # and its containers on the other hosts\n";
        var last = names.Count == 0 ? (ShellText)$"" : $"{join} # and those on the other hosts\n";
        return $"{first}weave reset # on all hosts, before the next step\n"
            + $"weave launch --ipalloc-range {blocks.Pool.Word} # on each host, with the peers and options that it had\n"
            + $"{last}docker restart CONTAINER # each container that weave attached by itself";
    }

    /// <summary>
    /// Returns commands that recreate docker_gwbridge with its options, as a network made by hand gets only the options given. Draining the
    /// node ends its tasks, but not containers started by hand, so these are stopped. The routing mesh keeps an endpoint on the network,
    /// which the engine restores when it starts. Containers start last, as those on attachable networks need an active node: managers
    /// create a task for each.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="network">The network.</param>
    /// <param name="change">The changes.</param>
    public static ShellText RecreateGatewayBridge(HostSnapshot host, Network network, NetworkChange change)
    {
        var ends = new HashSet<string>(network.Endpoints.OrNone().Select(endpoint => endpoint.Key));
        var byHand = host.RunningContainers()
            .Where(container => ends.Contains(container.Id) && !container.IsSwarmTask())
            .Select(container => container.Name)
            .ToList();
        var isMeshIn = network.Endpoints.OrNone().Any(endpoint => endpoint.Name == IngressEnd);
        var node = host.Engine?.HostName is { Length: > 0 } name ? (ShellText)$"{name}" : $"NODE";
        var names = ShellText.Words(" ", byHand);
        var stop = byHand.Count > 0 ? (ShellText)$"docker stop {names} && " : $"";
        var start = byHand.Count > 0 ? (ShellText)$"\ndocker start {names} # here" : $"";
        var leave = Ghosts(host, network)
            .Concat(isMeshIn ? [IngressEnd] : Array.Empty<string>())
            .Select(end => (ShellText)$"docker network disconnect -f {GatewayBridge} {end} && ");
        var mesh = isMeshIn ? (ShellText)$" && systemctl restart docker" : $"";
        return $"docker node update --availability drain {node} # on a manager; then wait until docker ps shows no task\n"
            + $"{stop}{ShellText.Join("", leave)}{NetworkCommand.Recreate(network, change)}{mesh}\n"
            + $"docker node update --availability active {node} # on a manager, once docker node ls answers{start}";
    }

    /// <summary>
    /// Names of endpoints whose containers the engine no longer knows. While one is left, the engine doesn't remove the network.
    /// </summary>
    private static IEnumerable<string> Ghosts(HostSnapshot host, Network network)
    {
        var known = new HashSet<string>(host.Containers.OrNone().Select(container => container.Id));
        return network
            .Endpoints.OrNone()
            .Where(endpoint => endpoint.Name is not null and not IngressEnd && !known.Contains(endpoint.Key))
            .Select(endpoint => endpoint.Name!);
    }
}
