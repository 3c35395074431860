using NetAudit.Snapshots;
using Newtonsoft.Json.Linq;

namespace NetAudit.Collection.VersionOne;

/// <summary>
/// Makes a snapshot's JSON of format version 1 into one of today. Version 1 kept sentences where there are facts now; this folder alone
/// reads them.
/// </summary>
internal static class SnapshotUpgrade
{
    /// <summary>The version that it reads.</summary>
    public const int Version = 1;

    /// <summary>Changes the JSON in place.</summary>
    public static void Run(JObject root)
    {
        foreach (var gap in Objects(root["gaps"]))
        {
            gap["kind"] = GapReasons.KindOf((string?)(gap["reason"] as JValue) ?? "").ToString();
        }

        root["formatVersion"] = HostSnapshot.CurrentFormatVersion;
    }

    /// <summary>The objects in a list; none where it isn't one: what is wrong with it is told when it is read.</summary>
    private static IEnumerable<JObject> Objects(JToken? list) => list is JArray array ? array.OfType<JObject>() : [];
}
