using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Engine;

/// <summary>A manager's answers about its swarm; null if it did not answer, or is no manager.</summary>
internal sealed record SwarmAnswers
{
    public JsonArray? Nodes { get; init; }

    /// <summary>The engine's reason for refusing to list the nodes.</summary>
    public string? NodesRefusal { get; init; }

    public JsonArray? Services { get; init; }

    public JsonArray? Tasks { get; init; }
}

/// <summary>Reads the Docker Engine API's answers, live or recorded, of API 1.41 to 1.55 and of podman's service. Pure.</summary>
internal static class EngineAnswers
{
    /// <summary>A swarm keeps five ended tasks a replica; of more than these the rest is left out.</summary>
    private const int MostTasks = 20_000;

    /// <summary>Joins /version, /info, /plugins and a manager's answers; an answer that is null was not given.</summary>
    public static EngineFacts Facts(JsonObject? version, JsonObject? info, JsonArray? plugins, SwarmAnswers swarm) =>
        EngineFactsReader.Read(version, info) with
        {
            Plugins = Each(plugins, PluginReader.Read),
            Nodes = Each(swarm.Nodes, SwarmReader.Node),
            NodesRefusal = swarm.NodesRefusal is { Length: > 0 } refusal ? Secrets.Text(refusal) : null,
            NodesRefusalKind = EngineErrorText.KindOfNode(swarm.NodesRefusal),
            Services = Each(swarm.Services, SwarmReader.Service),
            Tasks = Each(swarm.Tasks, SwarmReader.Task)?.Take(MostTasks).ToList(),
        };

    /// <summary>
    /// Joins the network list with single inspects, by id. By name: an engine's own order changes from call to call.
    /// </summary>
    public static IReadOnlyList<Network> Networks(JsonArray list, IReadOnlyDictionary<string, JsonObject> inspected) =>
        [
            .. Each(
                    list,
                    entry =>
                        entry.Word("Id") is { } id
                            ? NetworkReader.Read(id, entry, inspected.TryGetValue(id, out var inspect) ? inspect : null)
                            : null
                )!
                .OrderBy(network => network.Name, StringComparer.Ordinal)
                .ThenBy(network => network.Id, StringComparer.Ordinal),
        ];

    /// <summary>Joins the container list with single inspects, by id.</summary>
    public static IReadOnlyList<Container> Containers(JsonArray list, IReadOnlyDictionary<string, JsonObject> inspected) =>
        SharedSandboxes.Mark(
            Each(
                list,
                entry =>
                    entry.Word("Id") is { } id
                        ? EngineContainerReader.Read(id, entry, inspected.TryGetValue(id, out var inspect) ? inspect : null)
                        : null
            )!
        );

    // An entry that has no id is no entry.
    private static List<T>? Each<T>(JsonArray? list, Func<JsonObject, T?> read)
        where T : class => list?.OfType<JsonObject>().Select(read).OfType<T>().ToList();
}
