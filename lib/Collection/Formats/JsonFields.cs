using Newtonsoft.Json.Linq;

namespace NetAudit.Collection.Formats;

/// <summary>Fields of untrusted JSON: what is absent, null, or of another type than expected reads as null.</summary>
internal static class JsonFields
{
    /// <summary>A string, or a number as it is written.</summary>
    public static string? Text(this JToken? token, string name) =>
        (token as JObject)?[name] switch
        {
            JValue { Type: JTokenType.String } value => (string?)value,
            JValue { Type: JTokenType.Integer } value => value.ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => null,
        };

    /// <summary>A text that says something: "" reads as null too.</summary>
    public static string? Word(this JToken? token, string name) => token.Text(name) is { Length: > 0 } text ? text : null;

    /// <summary>A whole number that fits; Weave's and Docker's larger ones read as null.</summary>
    public static long? Whole(this JToken? token, string name) => (token as JObject)?[name] is JValue { Value: long value } ? value : null;

    /// <summary>A whole number that fits.</summary>
    public static int? Int(this JToken? token, string name) =>
        token.Whole(name) is { } value && value is >= int.MinValue and <= int.MaxValue ? (int)value : null;

    /// <summary>Whether it is there and true.</summary>
    public static bool Flag(this JToken? token, string name) => (token as JObject)?[name] is JValue { Value: true };

    /// <summary>An object.</summary>
    public static JObject? Object(this JToken? token, string name) => (token as JObject)?[name] as JObject;

    /// <summary>The objects in an array; none where it is absent or null.</summary>
    public static IEnumerable<JObject> Objects(this JToken? token, string name) =>
        (token as JObject)?[name] is JArray array ? array.OfType<JObject>() : [];

    /// <summary>The strings in an array; none where it is absent or null.</summary>
    public static IReadOnlyList<string> Texts(this JToken? token, string name) =>
        (token as JObject)?[name] is JArray array ? [.. array.OfType<JValue>().Select(value => value.Value).OfType<string>()] : [];

    /// <summary>The members of an object whose values are strings.</summary>
    public static IEnumerable<KeyValuePair<string, string>> TextMembers(this JToken? token) =>
        from property in (token as JObject)?.Properties() ?? []
        let value = (property.Value as JValue)?.Value as string
        where value != null
        select new KeyValuePair<string, string>(property.Name, value);
}
