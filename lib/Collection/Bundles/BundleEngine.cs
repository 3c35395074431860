using NetAudit.Collection.Engine;
using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Bundles;

/// <summary>Reads the engine's recorded answers.</summary>
internal static class BundleEngine
{
    private const string Json = ".json";

    public static EngineFacts? Facts(Bundle bundle, JsonObject? info)
    {
        var version = bundle.Object("engine/version.json");
        if (version is null && info is null)
        {
            return null;
        }

        // What a node that isn't a manager answers is no refusal: it was never to answer.
        var isManager = info.Object("Swarm").Flag("ControlAvailable");
        return EngineAnswers.Facts(
            version,
            info,
            bundle.Array("engine/plugins.json"),
            new SwarmAnswers
            {
                Nodes = WholeEntries.Engine(bundle.Array("engine/nodes.json")),
                NodesRefusal = isManager ? bundle.Refusal("engine/nodes.json") : null,
                Services = WholeEntries.Engine(bundle.Array("engine/services.json")),
                Tasks = WholeEntries.Engine(bundle.Array("engine/tasks.json")),
            }
        );
    }

    /// <summary>
    /// The engine's networks; null if the list is missing, even if single inspects exist: an unlisted network would look as if it didn't
    /// exist.
    /// </summary>
    public static IReadOnlyList<Network>? Networks(Bundle bundle) =>
        WholeEntries.Engine(bundle.Array("engine/networks.json")) is { } list
            ? EngineAnswers.Networks(list, Inspected(bundle, "engine/networks/", list))
            : null;

    public static IReadOnlyList<Container>? Containers(Bundle bundle) =>
        WholeEntries.Engine(bundle.Array("engine/containers.json")) is { } list
            ? EngineAnswers.Containers(list, Inspected(bundle, "engine/containers/", list))
            : null;

    /// <summary>Single answers by full id; a file may be named by a short one.</summary>
    private static Dictionary<string, JsonObject> Inspected(Bundle bundle, string folder, JsonArray list)
    {
        var ids = list.OfType<JsonObject>().Select(entry => entry.Text("Id")).OfType<string>().ToList();
        var inspected = new Dictionary<string, JsonObject>();
        foreach (var name in bundle.Under(folder).Where(name => name.EndsWith(Json, StringComparison.Ordinal) && name.IndexOf('/') < 0))
        {
            if (bundle.Object(folder + name) is { } answer && (answer.Text("Id") ?? Ids.Full(name[..^Json.Length], ids)) is { } id)
            {
                inspected[id] = answer;
            }
        }

        return inspected;
    }
}
