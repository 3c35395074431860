using NetAudit.Collection.Formats;
using NetAudit.Snapshots;
using Newtonsoft.Json.Linq;

namespace NetAudit.Collection.VersionOne;

/// <summary>
/// Converts a snapshot of format version 1 to today's. Version 1 kept sentences in place of facts; only this folder reads them.
/// </summary>
internal static class SnapshotUpgrade
{
    /// <summary>The version that it reads.</summary>
    public const int Version = 1;

    /// <summary>Changes the JSON in place, so that it can be read as today's.</summary>
    public static void Upgrade(JObject root)
    {
        foreach (var gap in Objects(root["gaps"]))
        {
            gap["kind"] = GapReasons.KindOf((string?)(gap["reason"] as JValue) ?? "").ToString();
        }

        if (root["weave"] is JObject weave)
        {
            WeaveUpgrade.Run(weave);
        }

        ProbeSentences.Upgrade(root, SnapshotJson.Serializer());
        root["formatVersion"] = HostSnapshot.CurrentFormatVersion;
    }

    /// <summary>Reads the facts that version 1 kept as tools printed them, and returns the snapshot with them.</summary>
    public static HostSnapshot Upgrade(HostSnapshot old) =>
        old with
        {
            HostNamespace = old.HostNamespace is { } own ? Upgrade(own) : null,
            ContainerNamespaces = old.ContainerNamespaces.ToDictionary(pair => pair.Key, pair => Upgrade(pair.Value)),
            EngineNamespaces = old.EngineNamespaces.ToDictionary(pair => pair.Key, pair => Upgrade(pair.Value)),
        };

    private static NetworkNamespace Upgrade(NetworkNamespace old) =>
        old.Firewall is { } firewall ? old with { Firewall = FirewallText.FromVersion1(firewall) } : old;

    /// <summary>The objects in a list; none if it isn't a list, as the reader reports that error later.</summary>
    private static IEnumerable<JObject> Objects(JToken? list) => list is JArray array ? array.OfType<JObject>() : [];
}
