using NetAudit.Collection.Formats;
using NetAudit.Snapshots;
using Newtonsoft.Json.Linq;

namespace NetAudit.Collection.Engine;

/// <summary>Reads the Docker Engine API's answers, live or recorded, of API 1.41 to 1.55 and of podman's service. Pure.</summary>
internal static class EngineAnswers
{
    /// <summary>Joins /version, /info, /plugins, /nodes and /services; an answer that is null was not given.</summary>
    public static EngineFacts Facts(JObject? version, JObject? info, JArray? plugins, JArray? nodes, JArray? services) =>
        EngineFactsReader.Read(version, info) with
        {
            Plugins = Each(plugins, PluginReader.Read),
            Nodes = Each(nodes, SwarmReader.Node),
            Services = Each(services, SwarmReader.Service),
        };

    /// <summary>Joins the network list with what single inspects told, by id. By name: an engine's own order changes from call to call.</summary>
    public static IReadOnlyList<Network> Networks(JArray list, IReadOnlyDictionary<string, JObject> inspected) =>
        [.. Each(list, entry => entry.Word("Id") is { } id ? NetworkReader.Read(id, entry, inspected.TryGetValue(id, out var inspect) ? inspect : null) : null)!
            .OrderBy(network => network.Name, StringComparer.Ordinal).ThenBy(network => network.Id, StringComparer.Ordinal)];

    /// <summary>Joins the container list with what single inspects told, by id.</summary>
    public static IReadOnlyList<Container> Containers(JArray list, IReadOnlyDictionary<string, JObject> inspected) =>
        Each(list, entry => entry.Word("Id") is { } id ? EngineContainerReader.Read(id, entry, inspected.TryGetValue(id, out var inspect) ? inspect : null) : null)!;

    // An entry that has no id is no entry.
    private static List<T>? Each<T>(JArray? list, Func<JObject, T?> read)
        where T : class =>
        list?.OfType<JObject>().Select(read).OfType<T>().ToList();
}
