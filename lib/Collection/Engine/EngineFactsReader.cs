using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Engine;

/// <summary>Reads /version and /info.</summary>
internal static class EngineFactsReader
{
    public static EngineFacts Read(JsonObject? version, JsonObject? info) =>
        new()
        {
            Id = info.Word("ID"),
            Component = version.Objects("Components").FirstOrDefault().Word("Name"),
            Version = version.Word("Version") ?? info.Word("ServerVersion"),
            ApiVersion = version.Word("ApiVersion"),
            MinApiVersion = version.Word("MinAPIVersion"),
            HostName = info.Word("Name"),
            OsType = info.Word("OSType") ?? version.Word("Os"),
            OperatingSystem = info.Word("OperatingSystem"),
            KernelVersion = info.Word("KernelVersion") ?? version.Word("KernelVersion"),
            NetworkDrivers = info.Object("Plugins").Texts("Network"),
            ClusterStore = Clean(info.Word("ClusterStore")),
            ClusterAdvertise = Clean(info.Word("ClusterAdvertise")),
            FirewallBackend = info.Object("FirewallBackend").Word("Driver"),
            IPv4Forwarding = Truth(info, "IPv4Forwarding"),
            BridgeNfIptables = Truth(info, "BridgeNfIptables"),
            DefaultAddressPools =
                info?["DefaultAddressPools"] is JsonArray
                    ? [.. info.Objects("DefaultAddressPools").Select(Pool).OfType<AddressPool>()]
                    : null,
            DefaultRuntime = info.Word("DefaultRuntime"),
            SecurityOptions = info.Texts("SecurityOptions"),
            Warnings = [.. info.Texts("Warnings").Select(Secrets.Text)],
            Swarm = info.Object("Swarm") is { } swarm ? Swarm(swarm) : null,
        };

    private static SwarmState Swarm(JsonObject swarm) =>
        new()
        {
            NodeId = swarm.Word("NodeID"),
            NodeAddress = swarm.Word("NodeAddr"),
            LocalNodeState = swarm.Word("LocalNodeState"),
            ControlAvailable = swarm.Flag("ControlAvailable"),
            Error = Clean(swarm.Word("Error")),
            ErrorKind = EngineErrorText.KindOfNode(swarm.Word("Error")),
            RemoteManagers = [.. swarm.Objects("RemoteManagers").Select(manager => manager.Word("Addr")).OfType<string>()],
            DataPathPort = swarm.Object("Cluster").Int("DataPathPort") is { } port and > 0 and <= ushort.MaxValue ? port : null,
            DefaultAddressPools = swarm.Object("Cluster").Texts("DefaultAddrPool") is { Count: > 0 } pools ? pools : null,
            SubnetSize = swarm.Object("Cluster").Int("SubnetSize") is { } size and > 0 and <= 32 ? size : null,
        };

    private static AddressPool? Pool(JsonObject pool) =>
        pool.Word("Base") is { } range && pool.Int("Size") is { } size ? new AddressPool(range, size) : null;

    private static bool? Truth(JsonObject? info, string name) => info?[name] is bool truth ? truth : null;

    private static string? Clean(string? text) => text == null ? null : Secrets.Text(text);
}
