using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>What <c>ip -j -d -s link</c> and <c>ip -j addr</c> print. Versions differ in fields; unknown ones are ignored.</summary>
internal static class IpJsonLinks
{
    /// <summary>Joins both lists; a list that is null was not printed. Null if neither was.</summary>
    public static IReadOnlyList<Link>? Read(JsonArray? links, JsonArray? addresses)
    {
        if ((links ?? addresses) is not { } list)
        {
            return null;
        }

        var entries = list.OfType<JsonObject>()
            .Where(entry => entry.Int("ifindex") is not null && entry.Text("ifname") is not null)
            .ToList();
        var indexes = new Dictionary<string, int>();
        var addressesByIndex = new Dictionary<int, IReadOnlyList<LinkAddress>>();
        foreach (var entry in entries)
        {
            indexes[entry.Text("ifname")!] = entry.Int("ifindex")!.Value;
        }

        foreach (var entry in (addresses ?? []).OfType<JsonObject>().Where(entry => entry.Int("ifindex") is not null))
        {
            addressesByIndex[entry.Int("ifindex")!.Value] = [.. entry.Objects("addr_info").Select(Address).OfType<LinkAddress>()];
        }

        return [.. entries.Select(entry => Link(entry, indexes, addressesByIndex))];
    }

    private static Link Link(JsonObject entry, Dictionary<string, int> indexes, Dictionary<int, IReadOnlyList<LinkAddress>> addresses)
    {
        var index = entry.Int("ifindex")!.Value;
        var kind = entry.Object("linkinfo");
        return new Link
        {
            Index = index,
            Name = entry.Text("ifname")!,
            Kind = kind.Text("info_kind"),
            LinkType = entry.Text("link_type"),
            Mtu = entry.Int("mtu") ?? 0,
            MacAddress = entry.Text("link_type") is "ether" or "loopback" or null ? entry.Text("address") : null,
            Up = entry.Texts("flags").Contains("UP"),
            Master = entry.Text("master"),

            // The other end by index if it is in another namespace, by name if it is in this one.
            PeerIndex =
                entry.Int("link_index") ?? (entry.Text("link") is { } peer && indexes.TryGetValue(peer, out var known) ? known : null),
            PeerNamespaceId = entry.Int("link_netnsid"),
            Counters = entry.Object("stats64") is { } counters ? Counters(counters.Object("rx"), counters.Object("tx")) : null,
            BridgePort = kind.Text("info_slave_kind") == "bridge" ? BridgePort(kind.Object("info_slave_data")) : null,
            Vxlan = kind.Text("info_kind") == "vxlan" ? Vxlan(kind.Object("info_data")) : null,
            Addresses = addresses.TryGetValue(index, out var own) ? own : [],
        };
    }

    private static LinkCounters Counters(JsonObject? received, JsonObject? sent) =>
        new()
        {
            ReceivedPackets = received.Whole("packets") ?? 0,
            SentPackets = sent.Whole("packets") ?? 0,
            ReceivedBytes = received.Whole("bytes") ?? 0,
            SentBytes = sent.Whole("bytes") ?? 0,
            ReceiveErrors = received.Whole("errors") ?? 0,
            SendErrors = sent.Whole("errors") ?? 0,
            ReceiveDropped = received.Whole("dropped") ?? 0,
            SendDropped = sent.Whole("dropped") ?? 0,
        };

    private static BridgePortFacts? BridgePort(JsonObject? data) =>
        data?["hairpin"] is bool hairpin ? new BridgePortFacts { Hairpin = hairpin, Isolated = data.Flag("isolated") } : null;

    private static VxlanFacts Vxlan(JsonObject? data) =>
        new()
        {
            Vni = data.Int("id") ?? 0,
            Port = data.Int("port") ?? 0,
            Local = data.Text("local") ?? data.Text("local6"),
            Remote = data.Text("remote") ?? data.Text("remote6") ?? data.Text("group") ?? data.Text("group6"),

            // Old versions of ip leave flags out when off, new ones print them as false; "learning" alone is printed when off by all.
            Learning = data?["learning"] is not false,
            Proxy = data.Flag("proxy"),
        };

    private static LinkAddress? Address(JsonObject entry) =>
        entry.Text("local") is { } address && entry.Int("prefixlen") is { } length
            ? new LinkAddress
            {
                Address = address,
                PrefixLength = length,
                Scope = entry.Text("scope"),
            }
            : null;
}
