using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A packet between a container on this host and one on another host, which this host's rules drop as it is forwarded.</summary>
/// <param name="Traffic">The container, an address of another host's containers, and the links between them.</param>
/// <param name="Protocol">The packet's protocol.</param>
/// <param name="Kind">The packet's direction, and whether it opens a connection.</param>
/// <param name="DecidedBy">The rules or policies that drop it, one per base chain.</param>
internal sealed record ForwardedDrop(
    ForwardedTraffic Traffic,
    IPProtocol Protocol,
    ForwardedKind Kind,
    IReadOnlyList<FirewallDecision> DecidedBy
)
{
    /// <summary>The protocols that a packet is tried with.</summary>
    public static readonly IReadOnlyList<IPProtocol> Tried = [IPProtocol.Icmp, IPProtocol.Tcp, IPProtocol.Udp];

    /// <summary>Tries each protocol and kind of packet, and returns the packets that are dropped.</summary>
    public static IReadOnlyList<ForwardedDrop> Find(FirewallWalk walk, IEnumerable<ForwardedTraffic> traffic) =>
        [
            .. from one in traffic
            from protocol in Tried
            from kind in new[] { ForwardedKind.Inbound, ForwardedKind.Outbound, ForwardedKind.Answer }
            let decisions = walk.AllDropping(PacketOf(one, protocol, kind), FirewallWalk.Forwarding)
            where decisions.Count > 0
            select new ForwardedDrop(one, protocol, kind, decisions),
        ];

    /// <summary>
    /// Whether a rule of the engine's decided: one in its chains or its table, or its rule in prerouting. That rule drops packets that come
    /// to a container's address over another link than its bridge. False for policies and for DOCKER-USER.
    /// </summary>
    public static bool IsEngines(FirewallDecision decision) =>
        decision.Rule is { } rule
        && (
            rule.Table == "docker-bridges"
            || rule.Chain == "DOCKER"
            || (rule.Chain.StartsWith("DOCKER-", StringComparison.Ordinal) && rule.Chain != "DOCKER-USER")
            || (
                rule is { Table: "raw", Chain: "PREROUTING" }
                && rule.LooksAt(FirewallMatchKind.Destination)
                && rule.NotValues(FirewallMatchKind.InLink).Any()
            )
        );

    private static Packet PacketOf(ForwardedTraffic traffic, IPProtocol protocol, ForwardedKind kind) =>
        kind switch
        {
            ForwardedKind.Inbound => traffic.Inbound(protocol),
            ForwardedKind.Outbound => traffic.Outbound(protocol),
            _ => traffic.Answer(protocol),
        };
}

/// <summary>The direction of a forwarded packet, and whether it opens a connection.</summary>
internal enum ForwardedKind
{
    /// <summary>The first packet of a connection that another host's container opens.</summary>
    Inbound,

    /// <summary>The first packet of a connection that a container on this host opens.</summary>
    Outbound,

    /// <summary>The answer to a connection that a container on this host opened.</summary>
    Answer,
}
