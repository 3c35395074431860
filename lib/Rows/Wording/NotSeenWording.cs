using NetAudit.Aspects;

namespace NetAudit.Rows;

/// <summary>Why nothing was seen of an aspect, and what would settle it, in words.</summary>
internal static class NotSeenWording
{
    private const string AgentRuns = "while the agent runs";
    private const string ContainersRun = "while containers run on it; a query from inside settles it";

    /// <summary>Why.</summary>
    public static string Reason(NotSeenCause cause) => Words(cause, new RootWords(IsRoot: false)).Reason;

    /// <summary>What would settle it.</summary>
    public static string Settles(NotSeenCause cause, RootWords root) => Words(cause, root).Settles;

    private static (string Reason, string Settles) Words(NotSeenCause cause, RootWords root) =>
        cause switch
        {
            NotSeenCause.AgentConnections => ("neither the agent's settings nor its connections were seen", root.Audit(AgentRuns)),
            NotSeenCause.NoChannel => ("it has no network or connection that could be encrypted", "audit a host that has one"),
            NotSeenCause.AgentStores => ("neither the agent's settings nor a connection to a store were seen", root.Audit(AgentRuns)),
            NotSeenCause.NoSubnetOrContainer => ("it has no subnet and no container here", "audit it while containers run on it"),
            NotSeenCause.SeparatingRules => (
                "neither rules nor routes that separate containers were seen",
                $"{root.Look}; packets settle it"
            ),
            NotSeenCause.NoContainerToAsk => ("no running container is on it", root.Audit(ContainersRun)),
            NotSeenCause.ResolverFiles => ("no container's resolv.conf was seen", root.Audit(ContainersRun)),
            NotSeenCause.AskedForOtherNetworks => (
                "its containers ask the engine's server for other networks they are on",
                root.Audit(ContainersRun)
            ),
            NotSeenCause.PathToOtherHost => (
                "no route or tunnel to another host was seen",
                root.Audit("while its agent runs, or a host that has a peer")
            ),
            NotSeenCause.OtherHosts => ("no other host of it was seen", "audit a host that has a peer, " + root.As(AgentRuns)),
            NotSeenCause.NoPeer => ("it has no other peer", "audit a host that has a peer, " + root.As(AgentRuns)),
            NotSeenCause.PathToPeers => ("the way to its peers was not seen", "audit a host that has a peer, " + root.As(AgentRuns)),
            NotSeenCause.FirewallRules => ("the firewall's rules were not seen", $"{root.Look}; packets of each protocol settle it"),
            NotSeenCause.NoContainer => ("no running container is on it", "audit it while a container runs on it"),
            NotSeenCause.LinksInside => ("no container's links were seen inside", root.Look),
            NotSeenCause.InternalNetworksOnly => (
                "all its containers are on internal networks, which have no other vNIC by design",
                "audit it with a container on a network that isn't internal"
            ),
            NotSeenCause.HostAddresses => ("the host's own addresses were not seen", root.Look),
            NotSeenCause.NoSubnet => ("no subnet of it was seen on this host", "audit it while it has a network"),
            NotSeenCause.NoHostAddress => ("no address of the host's own was seen", root.Look),
            NotSeenCause.EngineNetworks => (
                "the engine's networks were not seen, so an overlap may have been missed",
                "audit it with access to the engine"
            ),
            _ => throw new NotSupportedException($"{cause} has no words"),
        };
}
