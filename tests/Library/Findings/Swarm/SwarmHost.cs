using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>Recorded hosts of a swarm, with the changes that troubles make.</summary>
internal static class SwarmHost
{
    /// <summary>A sound manager with networks app and ingress, and one other node, 10.97.0.2.</summary>
    public static HostSnapshot Sound => TroubledHost.Read("00-clean-swarm");

    /// <summary>The sound host with the encrypted network sec, complete with its states and rules.</summary>
    public static HostSnapshot Encrypted
    {
        get
        {
            var host = TroubledHost.Read("28-encrypted-mixed-versions");
            var nodes = host.Engine!.Nodes!.Select(node => node with { EngineVersion = "28.5.2" });
            return host with { Engine = host.Engine with { Nodes = [.. nodes], Version = "28.5.2" } };
        }
    }

    /// <summary>The policy by which packets of sec to the other node are encrypted.</summary>
    public static XfrmPolicy Policy =>
        new()
        {
            Direction = "out",
            Source = "10.97.0.1/32",
            Destination = "10.97.0.2/32",
            Protocol = "udp",
            DestinationPort = 4789,
        };

    /// <summary>The host with one network changed.</summary>
    public static HostSnapshot WithNetwork(this HostSnapshot host, string name, Func<Network, Network> change) =>
        host with
        {
            Networks = [.. host.Networks!.Select(network => network.Name == name ? change(network) : network)],
        };

    /// <summary>The host with an overlay network's namespace changed.</summary>
    public static HostSnapshot WithNamespaceOf(this HostSnapshot host, string network, Func<NetworkNamespace, NetworkNamespace> change)
    {
        var id = host.Networks!.Single(one => one.Name == network).Id;
        return host.WithNamespaces(pair =>
            pair.Key.StartsWith("1-" + id[..10], StringComparison.Ordinal) ? change(pair.Value) : pair.Value
        );
    }

    /// <summary>The host with each engine namespace replaced. Null removes it.</summary>
    public static HostSnapshot WithNamespaces(
        this HostSnapshot host,
        Func<KeyValuePair<string, NetworkNamespace>, NetworkNamespace?> change
    ) =>
        host with
        {
            EngineNamespaces = host
                .EngineNamespaces.Where(pair => change(pair) is not null)
                .ToDictionary(pair => pair.Key, pair => change(pair)!),
        };

    /// <summary>The host with these IPVS facts in the load balancer of network app, and these addresses on one of its links.</summary>
    public static HostSnapshot WithBalancer(IpvsFacts? ipvs, params string[] addresses)
    {
        var link = new Link
        {
            Index = 99,
            Name = "eth9",
            Addresses = [.. addresses.Select(address => new LinkAddress { Address = address, PrefixLength = 32 })],
        };
        return Sound.WithNamespaces(pair =>
            pair.Key == "lb_k7kv333wq" ? pair.Value with { Ipvs = ipvs, Links = [.. pair.Value.Links!, link] } : pair.Value
        );
    }

    /// <summary>The host with its own namespace changed.</summary>
    public static HostSnapshot WithHost(this HostSnapshot host, Func<NetworkNamespace, NetworkNamespace> change) =>
        host with
        {
            HostNamespace = change(host.HostNamespace!),
        };

    /// <summary>The host with the engine's facts changed.</summary>
    public static HostSnapshot WithEngine(this HostSnapshot host, Func<EngineFacts, EngineFacts> change) =>
        host with
        {
            Engine = change(host.Engine!),
        };

    /// <summary>The host with the node's state in the swarm changed.</summary>
    public static HostSnapshot WithSwarm(this HostSnapshot host, Func<SwarmState, SwarmState> change) =>
        host.WithEngine(engine => engine with { Swarm = change(engine.Swarm!) });

    /// <summary>The host with the other node changed.</summary>
    public static HostSnapshot WithOtherNode(this HostSnapshot host, Func<SwarmNode, SwarmNode> change) =>
        host.WithEngine(engine =>
            engine with
            {
                Nodes = [.. engine.Nodes!.Select(node => node.Address == "10.97.0.2" ? change(node) : node)],
            }
        );
}
