using NetAudit.Snapshots;

namespace NetAudit.Solutions;

/// <summary>Questions about the peers in a Weave router's report.</summary>
internal static class WeaveMesh
{
    /// <summary>The via of a route to the router itself.</summary>
    public const string Nobody = "00:00:00:00:00:00";

    /// <summary>A peer's name in messages.</summary>
    public static string Called(WeaveReport report, string name) =>
        report.Peers.FirstOrDefault(peer => peer.Name == name)?.NickName ?? name;

    /// <summary>The peer that others have connected by an address; null if none is, or more than one.</summary>
    public static WeavePeer? PeerAt(WeaveReport report, string? address)
    {
        var there = address is null ? [] : report.Peers.Where(peer => peer.Addresses?.Contains(address) == true).ToList();
        return there.Count == 1 ? there[0] : null;
    }

    /// <summary>Whether the router reaches every other peer that it knows, and doesn't know all peers' addresses.</summary>
    public static bool ReachesAllItKnows(WeaveReport report) =>
        report.Peers.Any(peer => peer.Addresses is null)
        && report.Peers.All(peer => peer.Name == report.PeerName || RouteTo(report, peer.Name) is not null);

    /// <summary>The route to a peer, directly or by way of another one; null if there is none.</summary>
    public static WeaveRoute? RouteTo(WeaveReport report, string name) =>
        report.UnicastRoutes.FirstOrDefault(route => route.Destination == name && route.Via != Nobody);

    /// <summary>Why a connection failed, in the router's words.</summary>
    public static string Reason(WeaveConnection connection) => connection.FaultText ?? "the router gives no reason";
}
