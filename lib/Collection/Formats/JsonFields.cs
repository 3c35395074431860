using System.Globalization;
using System.Numerics;

namespace NetAudit.Collection.Formats;

/// <summary>Fields of untrusted JSON: what is absent, null, or of another type than expected reads as null.</summary>
internal static class JsonFields
{
    /// <summary>A string, or a number as it is written.</summary>
    public static string? Text(this JsonObject? json, string name) =>
        json?[name] switch
        {
            string text => text,
            long number => number.ToString(CultureInfo.InvariantCulture),
            BigInteger number => number.ToString(CultureInfo.InvariantCulture),
            _ => null,
        };

    /// <summary>A text that says something: "" reads as null too.</summary>
    public static string? Word(this JsonObject? json, string name) => json.Text(name) is { Length: > 0 } text ? text : null;

    /// <summary>A whole number that fits; Weave's and Docker's larger ones read as null.</summary>
    public static long? Whole(this JsonObject? json, string name) => json?[name] is long value ? value : null;

    /// <summary>A whole number that fits.</summary>
    public static int? Int(this JsonObject? json, string name) =>
        json.Whole(name) is { } value && value is >= int.MinValue and <= int.MaxValue ? (int)value : null;

    /// <summary>Whether it is there and true.</summary>
    public static bool Flag(this JsonObject? json, string name) => json?[name] is true;

    /// <summary>An object.</summary>
    public static JsonObject? Object(this JsonObject? json, string name) => json?[name] as JsonObject;

    /// <summary>The objects in an array; none if it is absent or null.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonObject? json, string name) =>
        json?[name] is JsonArray array ? array.OfType<JsonObject>() : [];

    /// <summary>The strings in an array; none if it is absent or null.</summary>
    public static IReadOnlyList<string> Texts(this JsonObject? json, string name) =>
        json?[name] is JsonArray array ? [.. array.OfType<string>()] : [];

    /// <summary>The members of an object whose values are strings.</summary>
    public static IEnumerable<KeyValuePair<string, string>> TextMembers(this JsonObject? json) =>
        from member in json?.Members ?? []
        let value = member.Value as string
        where value != null
        select new KeyValuePair<string, string>(member.Key, value);
}
