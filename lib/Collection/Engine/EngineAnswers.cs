using NetAudit.Snapshots;
using Newtonsoft.Json.Linq;

namespace NetAudit.Collection.Engine;

/// <summary>Reads the Docker Engine API's answers, live or recorded, of API 1.41 to 1.55 and of podman's service. Pure.</summary>
internal static class EngineAnswers
{
    /// <summary>Joins /version, /info, /plugins, /nodes and /services; an answer that is null was not given.</summary>
    public static EngineFacts Facts(JObject? version, JObject? info, JArray? plugins, JArray? nodes, JArray? services) => throw new NotImplementedException();

    /// <summary>Joins the network list with what single inspects told, by id.</summary>
    public static IReadOnlyList<Network> Networks(JArray list, IReadOnlyDictionary<string, JObject> inspected) => throw new NotImplementedException();

    /// <summary>Joins the container list with what single inspects told, by id.</summary>
    public static IReadOnlyList<Container> Containers(JArray list, IReadOnlyDictionary<string, JObject> inspected) => throw new NotImplementedException();
}
