using NetAudit.Snapshots;
using Newtonsoft.Json.Linq;

namespace NetAudit.Collection.Formats;

/// <summary>The Weave router's report.</summary>
internal static class WeaveReportJson
{
    /// <summary>Reads it.</summary>
    public static WeaveReport Read(JObject report) => throw new NotImplementedException();
}
