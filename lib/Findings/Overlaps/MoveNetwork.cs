using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Findings;

/// <summary>How to give a network another range. It keeps all else that the engine tells of it.</summary>
internal static class MoveNetwork
{
    /// <summary>The network that gives a swarm's containers their way out.</summary>
    public const string GatewayBridge = "docker_gwbridge";

    private const string TaskLabel = "com.docker.swarm.task.id";

    private const string IngressEnd = "gateway_ingress-sbox";

    private const int Length = 24;

    /// <summary>The commands.</summary>
    /// <param name="blocks">What the host doesn't use.</param>
    /// <param name="range">The network's range that is to be another.</param>
    public static ShellText Commands(FreeBlocks blocks, NetworkRange range)
    {
        if (range.Network is not { } network)
        {
            return $"Give {range.Name}, in its own configuration, a range that no host, VPN or route uses.";
        }

        // Free blocks are IPv4's: they can't stand for an IPv6 range.
        var free = range.Subnet.Family == 4 ? blocks.Range(network, Length) : new FreeRange(Range: null);
        var change = new NetworkChange { Range = free.Word, ReplacedFamily = range.Subnet.Family };
        var again = NetworkCommand.Recreate(network, change);
        return network switch
        {
            { Driver: "bridge", Name: "bridge" } when range.Subnet.Family == 6 =>
                $"systemctl restart docker # after you set \"fixed-cidr-v6\": \"{free.Word}\" in /etc/docker/daemon.json; {free.Note}",
            { Driver: "bridge", Name: "bridge" } =>
                $"systemctl restart docker # after you set \"bip\": \"{free.FirstAddress}\" in /etc/docker/daemon.json; {free.Note}",
            { Name: GatewayBridge } => $"{RecreateGatewayBridge(blocks.Host, network, change)}; {free.Note}",
            { Ingress: true } => $"{again} # on a manager, after removing the services with published ports; {free.Note}",
            { Driver: "bridge" } => $"{again} # its containers must leave it first; {free.Note}; for future networks: "
                + $"\"default-address-pools\": [{{\"base\": \"{blocks.Pool.Word}\", \"size\": 24}}] in /etc/docker/daemon.json, which "
                + $"replaces Docker's own pools",
            { Driver: "overlay" } => $"{again} # on a manager, after removing its services and containers; {free.Note}; a new swarm can "
                + $"take its networks from another range: docker swarm init --default-addr-pool {blocks.Pool.Word}",
            { Driver: "weavemesh", Name: "weave" } => $"weave reset # on all hosts first; then on each: weave launch with the "
                + $"peers and options that it had, and --ipalloc-range {blocks.Pool.Word}; then start the containers on it again",
            _ => $"{again} # its containers must leave it first; {free.Note}",
        };
    }

    /// <summary>
    /// The engine makes it with these options, and a network that is made by hand has only those it is given. Draining the node ends its
    /// tasks, not containers that were started by hand. The routing mesh keeps an end in it, which comes back when the engine starts. On an
    /// attachable network, a container starts only while its node is active: the managers give it a task of its own.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="network">The network.</param>
    /// <param name="change">What is to be different.</param>
    public static ShellText RecreateGatewayBridge(HostSnapshot host, Network network, NetworkChange change)
    {
        var ends = new HashSet<string>(network.Endpoints.OrNone().Select(endpoint => endpoint.Key));
        var byHand = host.RunningContainers()
            .Where(container => ends.Contains(container.Id) && !container.Labels.ContainsKey(TaskLabel))
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

    /// <summary>Ends of containers that the engine doesn't know any more: with one of them, it doesn't remove the network.</summary>
    private static IEnumerable<string> Ghosts(HostSnapshot host, Network network)
    {
        var known = new HashSet<string>(host.Containers.OrNone().Select(container => container.Id));
        return network
            .Endpoints.OrNone()
            .Where(endpoint => endpoint.Name is not null and not IngressEnd && !known.Contains(endpoint.Key))
            .Select(endpoint => endpoint.Name!);
    }
}
