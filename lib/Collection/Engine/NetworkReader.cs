using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Engine;

/// <summary>Reads a network from its list entry and, if there is one, its (verbose) inspect.</summary>
internal static class NetworkReader
{
    public static Network Read(string id, JsonObject listed, JsonObject? inspected)
    {
        var network = new Joined(listed, inspected);
        var ipam = network.Inside("IPAM");
        return new Network
        {
            Id = id,
            Name = network.Text("Name") ?? "",
            Driver = network.Text("Driver") ?? "",
            Scope = network.Word("Scope"),
            Internal = network.Flag("Internal"),
            Attachable = network.Flag("Attachable"),
            Ingress = network.Flag("Ingress"),
            ConfigOnly = network.Flag("ConfigOnly"),
            ConfigFrom = network.Inside("ConfigFrom").Word("Network"),
            EnableIPv6 = network.Flag("EnableIPv6"),
            IpamDriver = ipam.Word("Driver"),
            Pools = Pools(ipam.Objects("Config"), inspected.Object("Status").Object("IPAM").Object("Subnets")),
            Options = Secrets.Settings(network.Object("Options").TextMembers()),
            Endpoints = inspected == null ? null : [.. Endpoints(inspected.Object("Containers"))],
            Peers = inspected?["Peers"] is JsonArray ? [.. inspected.Objects("Peers").Select(Peer)] : null,
            Tasks = inspected.Object("Services") is { } services ? [.. Tasks(services)] : null,
        };
    }

    // host and none: [] up to 20.10, null later. Both mean that there is none.
    private static IReadOnlyList<IpamPool>? Pools(IEnumerable<JsonObject> config, JsonObject? status)
    {
        var pools = config
            .Select(pool => new IpamPool
            {
                Subnet = pool.Word("Subnet"),
                Range = pool.Word("IPRange"),
                Gateway = pool.Word("Gateway"),
                AddressesInUse = status.Object(pool.Word("Subnet") ?? "").Whole("IPsInUse"),
                AddressesAvailable = status.Object(pool.Word("Subnet") ?? "").Whole("DynamicIPsAvailable"),
            })
            .ToList();
        return pools.Count == 0 ? null : pools;
    }

    private static IEnumerable<NetworkEndpoint> Endpoints(JsonObject? containers) =>
        from property in containers?.Members ?? []
        let endpoint = property.Value as JsonObject
        where endpoint != null
        select new NetworkEndpoint
        {
            Key = property.Key,
            Name = endpoint.Word("Name"),
            EndpointId = endpoint.Word("EndpointID"),
            MacAddress = endpoint.Word("MacAddress"),
            IPv4Address = endpoint.Word("IPv4Address"),
            IPv6Address = endpoint.Word("IPv6Address"),
        };

    private static NetworkPeer Peer(JsonObject peer) => new() { Name = peer.Word("Name"), Address = peer.Word("IP") };

    private static IEnumerable<NetworkTask> Tasks(JsonObject services) =>
        from property in services.Members
        let service = property.Value as JsonObject
        where service != null
        from task in service.Objects("Tasks")
        select new NetworkTask
        {
            Service = property.Key,
            VirtualIP = service.Word("VIP") is { } address and not "<nil>" ? address : null, // "<nil>" up to 28
            Name = task.Word("Name"),
            Address = task.Word("EndpointIP"),
            HostAddress = task.Object("Info").Word("Host IP"),
        };
}
