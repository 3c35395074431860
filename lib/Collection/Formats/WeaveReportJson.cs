using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>The Weave router's report.</summary>
internal static class WeaveReportJson
{
    private const int MostNames = 1000;
    private const int MostOwners = 1000;
    private const int MostPeers = 2000;

    /// <summary>Reads it.</summary>
    public static WeaveReport Read(JsonObject report)
    {
        var router = report.Object("Router");
        var ipam = report.Object("IPAM");
        var dns = report.Object("DNS") is { } service && !service.Flag("Disabled") ? service : null;
        var entries = dns.Objects("Entries").Where(entry => entry.Whole("Tombstone") is null or 0).ToList();
        return new WeaveReport
        {
            Version = report.Text("Version"),
            PeerName = router.Text("Name"),
            NickName = router.Text("NickName"),
            Interface = router.Text("Interface"),
            CapturesWith = CaptureOf(router.Text("Interface")),
            Encryption = router.Flag("Encryption"),
            TrustedSubnets = router.Texts("TrustedSubnets"),
            Connections = [.. router.Objects("Connections").Take(MostPeers).Select(WeaveConnectionJson.Read)],
            UnicastRoutes = [.. router.Objects("UnicastRoutes").Select(Route).OfType<WeaveRoute>().Take(MostPeers)],
            Peers = Peers(router),
            IpamRange = ipam.Text("Range"),
            IpamDefaultSubnet = ipam.Text("DefaultSubnet"),
            IpamOwners = [.. ipam.Objects("Entries").Select(Ownership).OfType<WeaveOwnership>().Take(MostOwners)],
            IpamConsensus = Consensus(ipam.Object("Paxos")),
            IpamPendingAllocations = Count(ipam, "PendingAllocates"),
            IpamPendingClaims = Count(ipam, "PendingClaims"),
            DnsDomain = dns.Text("Domain"),
            DnsAddress = dns.Text("Address"),
            DnsNames = [.. entries.Select(entry => entry.Text("Hostname")).OfType<string>().Distinct().Take(MostNames)],
            DnsEntries = [.. entries.Select(Name).OfType<WeaveName>().Take(MostNames)],
        };
    }

    /// <summary>What a router's interface says: "vethwe-pcap (via pcap)", "datapath (via ODP)".</summary>
    public static WeaveCapture? CaptureOf(string? words) =>
        words is null ? null
        : words.IndexOf("ODP", StringComparison.Ordinal) >= 0 ? WeaveCapture.OpenVSwitch
        : words.IndexOf("pcap", StringComparison.Ordinal) >= 0 ? WeaveCapture.PacketCapture
        : null;

    private static WeaveName? Name(JsonObject entry) =>
        entry.Text("Hostname") is { } name && entry.Text("Address") is { } address
            ? new WeaveName
            {
                Name = name,
                Address = address,
                Peer = entry.Text("Origin"),
            }
            : null;

    private static WeaveRoute? Route(JsonObject route) =>
        route.Text("Dest") is { } destination && route.Text("Via") is { } via
            ? new WeaveRoute { Destination = destination, Via = via }
            : null;

    private static List<WeavePeer> Peers(JsonObject? router)
    {
        var peers = router.Objects("Peers").Where(peer => peer.Text("Name") is not null).Take(MostPeers).ToList();
        var addresses = peers
            .SelectMany(peer => peer.Objects("Connections"))
            .Select(connection => (Name: connection.Text("Name"), Address: WeaveConnectionJson.HostOf(connection.Text("Address"))))
            .Where(pair => pair is { Name: not null, Address: not null })
            .ToLookup(pair => pair.Name!, pair => pair.Address!);
        return [.. peers.Select(peer => Peer(peer, peer.Text("Name")!, addresses))];
    }

    private static WeavePeer Peer(JsonObject peer, string name, ILookup<string, string> addresses) =>
        new()
        {
            Name = name,
            NickName = peer.Text("NickName"),
            Addresses = [.. addresses[name].Distinct().OrderBy(address => address, StringComparer.Ordinal)],
            ConnectedTo =
            [
                .. peer.Objects("Connections")
                    .Where(connection => connection.Flag("Established"))
                    .Select(connection => connection.Text("Name"))
                    .OfType<string>(),
            ],
        };

    private static WeaveOwnership? Ownership(JsonObject entry) =>
        entry.Text("Token") is { } first && entry.Text("Peer") is { } peer
            ? new WeaveOwnership
            {
                FirstAddress = first,
                Size = entry.Whole("Size") ?? 0,
                Peer = peer,
                NickName = entry.Word("Nickname"),
                IsKnownPeer = entry.Flag("IsKnownPeer"),
            }
            : null;

    private static WeaveConsensus? Consensus(JsonObject? paxos) =>
        paxos is null
            ? null
            : new WeaveConsensus
            {
                IsElector = paxos.Flag("Elector"),
                KnownPeers = paxos.Int("KnownNodes") ?? 0,
                Quorum = paxos.Int("Quorum") ?? 0,
            };

    private static int Count(JsonObject? ipam, string name) => ipam?[name] is JsonArray waiting ? waiting.Count : 0;
}
