using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace NetAudit.Collection;

/// <summary>
/// Reads members of JSON that a stranger wrote: a value that is missing, null or of another kind than expected is null,
/// never an exception.
/// </summary>
internal static class Json
{
    /// <summary>Parses a document; texts that look like dates stay texts.</summary>
    /// <exception cref="JsonException">It isn't JSON, or nested too deeply.</exception>
    public static JToken Parse(TextReader text)
    {
        using var reader = new JsonTextReader(text) { DateParseHandling = DateParseHandling.None, MaxDepth = 64 };
        var document = JToken.Load(reader);
        while (reader.Read())
        {
            if (reader.TokenType != JsonToken.Comment)
            {
                throw new JsonReaderException("Something follows the document.");
            }
        }

        return document;
    }

    /// <summary>A text.</summary>
    public static string? Text(this JObject? json, string name) => json?[name] is JValue { Type: JTokenType.String, Value: string text } ? text : null;

    /// <summary>A text that says something: "" is null too.</summary>
    public static string? Word(this JObject? json, string name) => json.Text(name) is { Length: > 0 } text ? text : null;

    /// <summary>True or false.</summary>
    public static bool? Flag(this JObject? json, string name) => json?[name] is JValue { Type: JTokenType.Boolean, Value: bool flag } ? flag : null;

    /// <summary>A whole number; one that doesn't fit is null.</summary>
    public static int? Number(this JObject? json, string name) =>
        json?[name] is JValue { Type: JTokenType.Integer, Value: long number and >= int.MinValue and <= int.MaxValue } ? (int)number : null;

    /// <summary>An object.</summary>
    public static JObject? Object(this JObject? json, string name) => json?[name] as JObject;

    /// <summary>The objects of an array; null where there is no array.</summary>
    public static IReadOnlyList<JObject>? Objects(this JObject? json, string name) => (json?[name] as JArray)?.OfType<JObject>().ToList();

    /// <summary>The texts of an array; null where there is no array.</summary>
    public static IReadOnlyList<string>? Texts(this JObject? json, string name) =>
        (json?[name] as JArray)?.OfType<JValue>().Select(value => value.Value).OfType<string>().ToList();

    /// <summary>The members of an object whose values are texts.</summary>
    public static IEnumerable<KeyValuePair<string, string>> TextMembers(this JObject? json) =>
        from property in json?.Properties() ?? []
        let value = (property.Value as JValue)?.Value as string
        where value != null
        select new KeyValuePair<string, string>(property.Name, value);
}
