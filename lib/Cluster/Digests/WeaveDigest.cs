using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Cluster;

/// <summary>The report of a host's Weave router about itself and its peers.</summary>
internal sealed record WeaveDigest
{
    private const int MostPeers = 4096;

    /// <summary>The router's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its nickname.</summary>
    public string? NickName { get; init; }

    /// <summary>Its version.</summary>
    public string? Version { get; init; }

    /// <summary>IPAM's range.</summary>
    public string? Range { get; init; }

    /// <summary>Whether it has a password.</summary>
    public bool Encryption { get; init; }

    /// <summary>The peers that it knows, including itself: names, with nicknames.</summary>
    public required IReadOnlyDictionary<string, string> Peers { get; init; }

    /// <summary>Addresses that it tries to connect to, or is connected to.</summary>
    public required IReadOnlyList<string> Tries { get; init; }

    /// <summary>Peers that it reaches through another one, each with the name of the relay.</summary>
    public required IReadOnlyList<WeaveRoute> Relayed { get; init; }

    /// <summary>The digest of the router's report; null if there is none.</summary>
    public static WeaveDigest? Create(HostSnapshot host, StringPool strings) =>
        host.Weave is { PeerName: { } name } report ? Create(report, name, strings) : null;

    private static WeaveDigest Create(WeaveReport report, string name, StringPool strings) =>
        new()
        {
            Name = name,
            NickName = report.NickName,
            Version = report.Version,
            Range = report.IpamRange,
            Encryption = report.Encryption,
            Peers = report
                .Peers.Take(MostPeers)
                .GroupBy(peer => peer.Name)
                .ToDictionary(peers => strings.Share(peers.Key), peers => strings.Share(peers.First().NickName ?? peers.Key)),
            Tries = [.. report.Connections.Select(connection => connection.RemoteAddress).OfType<string>().Distinct().Take(MostPeers)],
            Relayed =
            [
                .. report.UnicastRoutes.Where(route => route.Via != WeaveMesh.Nobody && route.Via != route.Destination).Take(MostPeers),
            ],
        };
}
