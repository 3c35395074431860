using NetAudit.Aspects;

namespace NetAudit.Rows;

/// <summary>Why nothing was seen of an aspect, and how to see it, in words.</summary>
internal static class NotSeenWording
{
    private static readonly Advice s_asRoot = new("", NeedsRoot: true);
    private static readonly Advice s_whileAgentRuns = new("while the agent runs", NeedsRoot: true);
    private static readonly Advice s_withPeer = new("on a host that has a peer, while the agent runs", NeedsRoot: true);
    private static readonly Advice s_probe = new("", Advice.Probe, NeedsRoot: true);
    private static readonly Advice s_askInside = new("while containers run on it", Advice.Probe, NeedsRoot: true);

    /// <summary>The reason, and how to see it.</summary>
    public static (string Reason, Advice Advice) Words(NotSeenCause cause) =>
        cause switch
        {
            NotSeenCause.AgentConnections => ("neither the agent's settings nor its connections were seen", s_whileAgentRuns),
            NotSeenCause.NoChannel => (
                "the solution has no network or connection here",
                new("on a host that has a network or connection of it")
            ),
            NotSeenCause.AgentStores => ("neither the agent's settings nor a connection to a store were seen", s_whileAgentRuns),
            NotSeenCause.NoSubnetOrContainer => ("the solution has no subnet and no container here", new("while containers run on it")),
            NotSeenCause.SeparatingRules => ("neither rules nor routes that separate containers were seen", s_probe),
            NotSeenCause.NoContainerToAsk => ("no running container is on it", s_askInside),
            NotSeenCause.ResolverFiles => ("no container's resolv.conf was seen", s_askInside),
            NotSeenCause.AskedForOtherNetworks => (
                "the solution's containers ask the engine's server, which has no names for the solution's network",
                s_askInside
            ),
            NotSeenCause.PathToOtherHost => ("no route or tunnel to another host was seen", s_withPeer),
            NotSeenCause.OtherHosts => ("no other host of the solution was seen", s_withPeer),
            NotSeenCause.NoPeer => ("the solution has no other peer", s_withPeer),
            NotSeenCause.PathToPeers => ("the path to the solution's peers was not seen", s_withPeer),
            NotSeenCause.FirewallRules => ("the firewall's rules were not seen", s_probe),
            NotSeenCause.NoContainer => ("no running container is on it", new("while a container runs on it")),
            NotSeenCause.LinksInside => ("no container's links were seen inside", s_asRoot),
            NotSeenCause.InternalNetworksOnly => (
                "all containers of the solution are on internal networks, which have no other vNIC by design",
                new("with a container on a network that isn't internal")
            ),
            NotSeenCause.HostAddresses => ("the host's own addresses were not seen", s_asRoot),
            NotSeenCause.NoSubnet => ("no subnet of the solution was seen on this host", new("while it has a network")),
            NotSeenCause.NoHostAddress => ("no address of the host's own was seen", s_asRoot),
            NotSeenCause.NetworksOfContainers => (
                "the engine's networks were not seen, so it isn't known which of them containers ask the engine's server for",
                new("with access to the engine")
            ),
            NotSeenCause.EngineNetworks => (
                "the engine's networks were not seen, so an overlap may have been missed",
                new("with access to the engine")
            ),
            _ => throw new NotSupportedException($"{cause} has no words"),
        };
}
