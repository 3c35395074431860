using NetAudit.Collection;

namespace NetAudit.Library.Tests.Collection.Engine;

/// <summary>A program's answers in the form in which they are read.</summary>
internal static class AnswerJson
{
    public static JsonObject O(string json) => (JsonObject)Json.ParseAnswer(new StringReader(json))!;

    public static JsonArray A(string json) => (JsonArray)Json.ParseAnswer(new StringReader(json))!;
}
