using NetAudit.Model;
using NetAudit.PacketPath.Filtering;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>A packet between a container here and another host's, that this host's rules drop.</summary>
/// <param name="Traffic">Between which.</param>
/// <param name="Protocol">Its protocol.</param>
/// <param name="Kind">Which way it goes.</param>
/// <param name="DecidedBy">What drops it, in each base chain that does.</param>
internal sealed record ForwardedDrop(
    ForwardedTraffic Traffic,
    IPProtocol Protocol,
    ForwardedKind Kind,
    IReadOnlyList<FirewallDecision> DecidedBy
)
{
    /// <summary>Protocols that are tried.</summary>
    public static readonly IReadOnlyList<IPProtocol> Tried = [IPProtocol.Icmp, IPProtocol.Tcp, IPProtocol.Udp];

    /// <summary>All that is dropped.</summary>
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
    /// Whether the engine itself made what decided: its chains, its table, or the rule before the route is looked up which drops what
    /// comes to a container's address by another link than its bridge.
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

/// <summary>Which way a forwarded packet goes.</summary>
internal enum ForwardedKind
{
    /// <summary>It begins a connection from the other host.</summary>
    Inbound,

    /// <summary>It begins one from here.</summary>
    Outbound,

    /// <summary>It answers one from here.</summary>
    Answer,
}
