using NetAudit.Collection;
using Newtonsoft.Json.Linq;

namespace NetAudit.Library.Tests.Collection.Engine;

/// <summary>An engine's answers as they are read.</summary>
internal static class AnswerJson
{
    public static JObject O(string json) => (JObject)Json.Parse(new StringReader(json));

    public static JArray A(string json) => (JArray)Json.Parse(new StringReader(json));
}
