using NetAudit.Model;
using NetAudit.PacketPath.Routing;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A name server that can't answer a container.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Reason">Why, as a clause.</param>
/// <param name="Remedy">The repair.</param>
/// <param name="Evidence">What shows it.</param>
internal sealed record DeadServer(string Address, string Reason, ShellText Remedy, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>The port of DNS.</summary>
    public const int Port = 53;

    /// <summary>The address of the engine's own resolver in a container's namespace.</summary>
    public const string Embedded = "127.0.0.11";

    private static readonly Subnet s_loopback = Subnet.Parse("127.0.0.0/8")!;
    private static readonly Subnet s_loopbackIPv6 = Subnet.Parse("::1")!;

    /// <summary>Returns why a server can't answer; null if it may.</summary>
    public static DeadServer? Find(HostContext host, Container container, NetworkNamespace inside, string server)
    {
        if (Subnet.Parse(server) is not { } address)
        {
            return null;
        }

        return server == Embedded ? FindEmbedded(host.Snapshot, container, inside)
            : s_loopback.Contains(address) || s_loopbackIPv6.Equals(address) ? FindLoopback(container, inside, server)
            : FindRoute(container, inside, server) ?? FindAsked(host, container, server, isAskedInside: true);
    }

    /// <summary>
    /// Returns why a server can't answer the engine's resolver; null if it may. Engines from 26 ask some servers from the host's namespace.
    /// If no route leads there, the network is internal by design. The host's own servers are another rule's, and loopback is the host's or
    /// the container's.
    /// </summary>
    public static DeadServer? FindUpstream(HostContext host, Container container, string server) =>
        Subnet.Parse(server) is { } address
        && !s_loopback.Contains(address)
        && !s_loopbackIPv6.Equals(address)
        && host.Snapshot.Resolver?.NameServers.Contains(server) == false
            ? FindAsked(host, container, server, isAskedInside: container.Resolver?.Upstream is null)
            : null;

    private static DeadServer? FindAsked(HostContext host, Container container, string server, bool isAskedInside) =>
        HostNameServer.Find(host, container, server, isAskedInside) ?? AbsentNameServer.Find(host, container, server);

    /// <summary>
    /// dockerd opens its resolver's sockets on arbitrary ports when the container starts; NAT rules redirect port 53 to them.
    /// </summary>
    private static DeadServer? FindEmbedded(HostSnapshot host, Container container, NetworkNamespace inside)
    {
        if (inside.Listeners?.Any(socket => socket is { Protocol: "udp", LocalAddress: Embedded }) == false)
        {
            return new(
                Embedded,
                "the engine's resolver has no socket in its namespace",
                $"docker restart {container.Name} # starts the engine's resolver again",
                [EvidenceFactory.Inside(container, "ss -lnu", $"nothing on {Embedded}")]
            );
        }

        return inside.Firewall is not { } firewall || !IsUnled(host, firewall)
            ? null
            : new(
                Embedded,
                "the rules in its namespace that lead port 53 to the engine's resolver are gone",
                $"docker restart {container.Name} # sets the rules up again; nothing in the container may flush them",
                [EvidenceFactory.Inside(container, "iptables -t nat -S", $"no DNAT to {Embedded}")]
            );
    }

    /// <summary>
    /// The engine writes a container's rules with the same tool as the host's. If that tool is nf_tables, both listings show them.
    /// </summary>
    private static bool IsUnled(HostSnapshot host, Firewall firewall)
    {
        var tools = EngineRules.Tools(host, 4);
        var isRead = tools.Count > 0 && !tools.Contains(FirewallTool.IptablesLegacy) && tools.All(firewall.HasRead);
        return isRead && !firewall.Rules.Any(LeadsToEngine);
    }

    private static bool LeadsToEngine(FirewallRule rule) =>
        rule.Targets.Any(target =>
            target.Kind == FirewallTargetKind.Dnat && target.Values.Any(value => value.StartsWith(Embedded, StringComparison.Ordinal))
        );

    private static DeadServer? FindLoopback(Container container, NetworkNamespace inside, string server) =>
        inside.Listeners is not { } listeners || listeners.Any(socket => Answers(socket, server))
            ? null
            : new(
                server,
                "it is the container's own loopback, where nothing listens on port 53",
                $"Set \"dns\": [\"ADDRESS\"] in /etc/docker/daemon.json (a server that containers can reach) and restart "
                    + $"the engine, or recreate the container with docker run --dns ADDRESS. A resolver of the host must listen "
                    + $"on the bridge's address, not on loopback.",
                [EvidenceFactory.Inside(container, "ss -lnu sport = 53", "no such socket")]
            );

    private static DeadServer? FindRoute(Container container, NetworkNamespace inside, string server)
    {
        var answer = RouteQuery.Create(server) is { } query ? RouteLookup.Create(inside)?.Find(query) : null;
        return
            answer is not { Outcome: RouteOutcome.NoRoute or RouteOutcome.Unreachable or RouteOutcome.Blackhole or RouteOutcome.Prohibit }
            ? null
            : new(
                server,
                "no route leads there from the container",
                $"docker network connect NETWORK {container.Name} # NETWORK: one that isn't internal; if the container's "
                    + $"routes were changed: docker restart {container.Name}",
                [EvidenceFactory.Inside(container, $"ip route get {server}", "no route")]
            );
    }

    /// <summary>Whether a socket serves DNS at an address.</summary>
    public static bool Answers(SocketEntry socket, string server) =>
        socket is { Protocol: "udp", LocalPort: Port }
        && (socket.LocalAddress is "*" or "0.0.0.0" or "::" || socket.LocalAddress == server);
}
