using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Topology;

/// <summary>The wires from a host to the others, as its solutions show them: one per peer, or one per network that has its own.</summary>
internal sealed class WireEdges(HostDrawing host, HostAddresses addresses)
{
    public IEnumerable<Wire> Find() => host.Context.Footprints.SelectMany(Find);

    private IEnumerable<Wire> Find(Footprint footprint)
    {
        var paths = UnderlayPaths.Find(host.Snapshot, footprint);
        var peers = footprint.Peers.OrNone().Where(peer => peer.Way != Reachability.RelayedByThisHost).ToList();
        foreach (var path in paths)
        {
            var peer = peers.FirstOrDefault(one => one.Name == path.Peer || IsSame(one.Name, path.Peer));
            yield return Create(footprint, path.Peer, path, peer, paths);
        }

        foreach (var peer in peers.Where(peer => paths.All(path => path.Peer != peer.Name && !IsSame(path.Peer, peer.Name))))
        {
            yield return Create(footprint, peer.Name, null, peer, paths);
        }
    }

    private bool IsSame(string one, string other) =>
        (addresses.Find(one) is { } first && addresses.Find(other) is { } second && first.Host == second.Host)
        || (host.Snapshot.Weave?.Connections)
            .OrNone()
            .Any(connection =>
                (connection.RemoteAddress == one && (connection.NickName == other || connection.PeerName == other))
                || (connection.RemoteAddress == other && (connection.NickName == one || connection.PeerName == one))
            );

    private Wire Create(Footprint footprint, string peer, UnderlayPath? path, Peer? way, IReadOnlyList<UnderlayPath> paths)
    {
        var far = addresses.Find(peer) ?? addresses.Find(NickOf(peer));
        var channel = ChannelOf(footprint, peer, path?.Network);
        return new Wire
        {
            Host = host.Host,
            Peer = peer,
            PeerNode = far?.Node ?? TopologyIds.Remote(NickOf(peer) ?? peer),
            PeerHost = far?.Host,
            Node = EndOf(path?.Answer.Link ?? paths.Select(one => one.Answer.Link).FirstOrDefault(link => link is not null)),
            Solution = footprint.Solution,
            Network = path?.Network,
            Carrier = CarrierOf(footprint, peer),
            Encryption = channel?.Scheme.Name() ?? (IsDeclaredPlain(path?.Network) ? EncryptionScheme.None.Name() : null),
            EncryptionState = channel?.State ?? EncryptionState.NotSeen,
            State = StateOf(footprint, path, way),
            RelayedBy = way?.Way == Reachability.Relayed ? way.Via : null,
            IsOnlyTried = way is null && IsOnlyTried(peer),
        };
    }

    /// <summary>A Weave peer has several addresses, and one name.</summary>
    private string? NickOf(string address) =>
        (host.Snapshot.Weave?.Connections).OrNone().FirstOrDefault(one => one.RemoteAddress == address)?.NickName;

    /// <summary>Weave tries each address that it knows of a peer; one connection is enough.</summary>
    private bool IsOnlyTried(string address)
    {
        var tries = (host.Snapshot.Weave?.Connections).OrNone().Where(one => one.RemoteAddress == address).ToList();
        return tries.Count > 0 && tries.All(one => one.State != "established");
    }

    private bool IsDeclaredPlain(string? network) =>
        host.Snapshot.Networks.OrNone().Any(one => one.Name == network && one.Driver == "overlay" && !one.Options.ContainsKey("encrypted"));

    /// <summary>The link that packets leave through, if it is drawn.</summary>
    private string EndOf(Link? link) =>
        link is not null && host.Has(TopologyIds.Link(host.Host, link.Name))
            ? TopologyIds.Link(host.Host, link.Name)
            : TopologyIds.Host(host.Host);

    private static TopologyEdgeState StateOf(Footprint footprint, UnderlayPath? path, Peer? way) =>
        way?.Way switch
        {
            Reachability.Unreachable => TopologyEdgeState.Cut,
            Reachability.Relayed => TopologyEdgeState.Relayed,
            Reachability.Direct => TopologyEdgeState.Standing,
            _ => path is not null && footprint.Carriers is { Count: > 0 } && footprint.Carriers[0].Basis >= Basis.Observed
                ? TopologyEdgeState.Standing
                : TopologyEdgeState.DeclaredOnly,
        };

    /// <summary>Each of Weave's connections can have its own carrier, so for Weave the agent's report decides.</summary>
    private string? CarrierOf(Footprint footprint, string peer)
    {
        var connection = (host.Snapshot.Weave?.Connections)
            .OrNone()
            .FirstOrDefault(one =>
                footprint.Solution == SolutionIds.Weave && (one.RemoteAddress == peer || one.NickName == peer || one.PeerName == peer)
            );
        return connection?.Overlay switch
        {
            "fastdp" => NetworkModel.Vxlan.Name(),
            "sleeve" => NetworkModel.Udp.Name(),
            _ => footprint.Carriers is [var carrier, ..] ? carrier.Model.Name() : null,
        };
    }

    private Channel? ChannelOf(Footprint footprint, string peer, string? network)
    {
        var channels = footprint.Channels.OrNone().Where(channel => channel.CarriesData).ToList();
        return channels.FirstOrDefault(one => one.Subject is NetworkChannel subject && subject.Network == network)
            ?? channels.FirstOrDefault(one =>
                one.Subject is PeerConnection to && (to.Host == peer || to.Peer == peer || IsSame(to.Peer, peer))
            )
            ?? channels.FirstOrDefault(one => one.Subject is DataPath);
    }
}

/// <summary>A wire from one host to another, as the first one shows it.</summary>
internal sealed record Wire
{
    public required string Host { get; init; }

    public required string Node { get; init; }

    /// <summary>The other host's address or name.</summary>
    public required string Peer { get; init; }

    public required string PeerNode { get; init; }

    /// <summary>The other host's name; null if it was not read.</summary>
    public string? PeerHost { get; init; }

    public required string Solution { get; init; }

    public string? Network { get; init; }

    public string? Carrier { get; init; }

    public string? Encryption { get; init; }

    public EncryptionState EncryptionState { get; init; }

    public TopologyEdgeState State { get; init; }

    public string? RelayedBy { get; init; }

    /// <summary>Whether the agent tried this address and has no connection to it.</summary>
    public bool IsOnlyTried { get; init; }

    public IReadOnlyList<TopologyFinding> Findings { get; init; } = [];
}
