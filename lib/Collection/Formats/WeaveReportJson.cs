using NetAudit.Snapshots;
using Newtonsoft.Json.Linq;

namespace NetAudit.Collection.Formats;

/// <summary>The Weave router's report.</summary>
internal static class WeaveReportJson
{
    private const int MostNames = 1000;

    /// <summary>Reads it.</summary>
    public static WeaveReport Read(JObject report)
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
            Encryption = router.Flag("Encryption"),
            TrustedSubnets = router.Texts("TrustedSubnets"),
            Connections = [.. router.Objects("Connections").Select(Connection)],
            UnicastRoutes = [.. router.Objects("UnicastRoutes").Select(Route).OfType<WeaveRoute>()],
            Peers = [.. router.Objects("Peers").Select(Peer).OfType<WeavePeer>()],
            IpamRange = ipam.Text("Range"),
            IpamDefaultSubnet = ipam.Text("DefaultSubnet"),
            DnsDomain = dns.Text("Domain"),
            DnsAddress = dns.Text("Address"),
            DnsNames = [.. entries.Select(entry => entry.Text("Hostname")).OfType<string>().Distinct().Take(MostNames)],
            DnsEntries = [.. entries.Select(Name).OfType<WeaveName>().Take(MostNames)],
        };
    }

    private static WeaveName? Name(JObject entry) => entry.Text("Hostname") is { } name && entry.Text("Address") is { } address
        ? new WeaveName { Name = name, Address = address, Peer = entry.Text("Origin") }
        : null;

    private static WeaveConnection Connection(JObject connection)
    {
        var state = connection.Text("State");
        var info = connection.Text("Info");
        var attributes = connection.Object("Attrs");
        var established = state == "established";
        return new WeaveConnection
        {
            Address = connection.Text("Address"),
            State = state,
            Info = info,
            Overlay = established ? attributes.Text("name") ?? Overlay(info) : null,

            // Routers before 1.9 tell it in words only.
            Encrypted = attributes.Flag("encrypted") || (attributes is null && established && info?.StartsWith("encrypted ", StringComparison.Ordinal) == true),
            Mtu = attributes.Int("mtu"),
        };
    }

    private static string? Overlay(string? info) =>
        info is null ? null : info.IndexOf(" sleeve ", StringComparison.Ordinal) >= 0 ? "sleeve" : info.IndexOf(" fastdp ", StringComparison.Ordinal) >= 0 ? "fastdp" : null;

    private static WeaveRoute? Route(JObject route) =>
        route.Text("Dest") is { } destination && route.Text("Via") is { } via ? new WeaveRoute { Destination = destination, Via = via } : null;

    private static WeavePeer? Peer(JObject peer) => peer.Text("Name") is not { } name ? null : new WeavePeer
    {
        Name = name,
        NickName = peer.Text("NickName"),
        ConnectedTo = [.. peer.Objects("Connections").Where(connection => connection.Flag("Established")).Select(connection => connection.Text("Name")).OfType<string>()],
    };
}
