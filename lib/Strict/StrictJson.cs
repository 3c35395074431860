using System.Globalization;
using NetAudit.Model;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace NetAudit.Strict;

/// <summary>
/// An object in a file that people write by hand. A property that is missing, unknown or of the wrong type is an error that names the
/// place.
/// </summary>
internal sealed class StrictJson
{
    private readonly JObject json;
    private readonly StrictFile file;

    private StrictJson(JObject json, StrictFile file, string[] properties)
    {
        this.json = json;
        this.file = file;
        if (json.Properties().FirstOrDefault(property => !properties.Contains(property.Name)) is { } unknown)
        {
            throw Wrong(
                unknown,
                $"unknown property '{unknown.Name}'{NearestName.Hint(unknown.Name, properties)}; expected one of: "
                    + $"{string.Join(", ", properties)}"
            );
        }
    }

    /// <summary>Reads the file's one object.</summary>
    public static StrictJson Parse(string text, StrictFile file, params string[] properties)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = 8 };
            var root = JToken.Load(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
            while (reader.Read())
            {
                // Only comments may follow: anything else makes the reader throw.
            }

            return root is JObject json
                ? new StrictJson(json, file, properties)
                : throw Wrong(file, root, $"expected an object, found {Kind(root)}");
        }
        catch (JsonReaderException cause)
        {
            throw string.IsNullOrWhiteSpace(text)
                ? new NetAuditException(file.Error, $"The {file.What} file '{file.Name}' is empty.", file.Name, file.Recommendation, cause)
                : Wrong(file, cause.Path ?? "", cause.LineNumber, $"not valid JSON: {cause.Message}", cause);
        }
    }

    /// <summary>The line it begins on.</summary>
    public int Line => ((IJsonLineInfo)json).LineNumber;

    /// <summary>A text that must be present, on one line and not empty.</summary>
    public string Text(string name) => TextOf(Required(name));

    /// <summary>A text, or null if it isn't present.</summary>
    public string? OptionalText(string name) => json[name] is { } token ? TextOf(token) : null;

    /// <summary>True or false, or null if it isn't present.</summary>
    public bool? OptionalFlag(string name) =>
        json[name] switch
        {
            null => null,
            { Type: JTokenType.Boolean } token => token.Value<bool>(),
            { } token => throw Wrong(token, $"expected true or false, found {Kind(token)}"),
        };

    /// <summary>A name of an enum, which must be present and spelled exactly.</summary>
    public T OneOf<T>(string name)
        where T : struct, Enum
    {
        var text = Text(name);
        var names = Enum.GetNames(typeof(T));
        return names.Contains(text)
            ? (T)Enum.Parse(typeof(T), text)
            : throw Wrong(name, $"unknown {name} '{text}'{NearestName.Hint(text, names)}; expected one of: {string.Join(", ", names)}");
    }

    /// <summary>One of an enumeration's names; null if the property is missing.</summary>
    public T? OptionalOneOf<T>(string name)
        where T : struct, Enum => Has(name) ? OneOf<T>(name) : null;

    /// <summary>A whole number that must be present.</summary>
    public int Whole(string name) =>
        Required(name) switch
        {
            JValue { Value: long and >= 0 and <= int.MaxValue and var number } => (int)number,
            { Type: JTokenType.Integer } token => throw Wrong(token, $"expected a whole number from 0 to {int.MaxValue}"),
            { } token => throw Wrong(token, $"expected a whole number, found {Kind(token)}"),
        };

    /// <summary>A date that must be present.</summary>
    public string Date(string name, params string[] formats)
    {
        var text = Text(name);
        formats = formats.Length > 0 ? formats : ["yyyy-MM-dd"];
        return formats.Any(format => DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            ? text
            : throw Wrong(name, $"expected a date as {string.Join(" or ", formats)}, found '{text}'");
    }

    /// <summary>A list of texts that must be present: not empty, none twice.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        var texts = new List<string>();
        foreach (var token in Items(name))
        {
            var text = TextOf(token);
            texts.Add(texts.Contains(text) ? throw Wrong(token, $"'{text}' is given twice") : text);
        }

        return texts;
    }

    /// <summary>A list of texts; null if the property is missing.</summary>
    public IReadOnlyList<string>? OptionalTexts(string name) => Has(name) ? Texts(name) : null;

    /// <summary>Whether the property is present.</summary>
    public bool Has(string name) => json[name] is not null;

    /// <summary>A list of objects that must be present and not empty.</summary>
    public IReadOnlyList<StrictJson> Objects(string name, params string[] properties) =>
        [.. Items(name).Select(token => ObjectOf(token, properties))];

    /// <summary>A list of objects that may be empty or missing.</summary>
    public IReadOnlyList<StrictJson> OptionalObjects(string name, params string[] properties) =>
        json[name] is null or JArray { Count: 0 } ? [] : Objects(name, properties);

    /// <summary>An object that must be present.</summary>
    public StrictJson Object(string name, params string[] properties) => ObjectOf(Required(name), properties);

    /// <summary>The error that a property's value is wrong.</summary>
    public NetAuditException Wrong(string name, string problem) => Wrong(json[name] ?? json, problem);

    /// <summary>The error that an item of a list is wrong.</summary>
    public NetAuditException Wrong(string name, int item, string problem) => Wrong(json[name]![item]!, problem);

    private NetAuditException Wrong(JToken token, string problem) => Wrong(file, token, problem);

    private static NetAuditException Wrong(StrictFile file, JToken token, string problem) =>
        Wrong(file, token.Path, ((IJsonLineInfo)token).LineNumber, problem);

    private static NetAuditException Wrong(StrictFile file, string path, int line, string problem, Exception? cause = null) =>
        new(
            file.Error,
            $"{file.Name}, {(path.Length == 0 ? "top level" : path)} (line {line}): {problem}",
            file.Name,
            file.Recommendation,
            cause
        );

    private static string Kind(JToken token) =>
        token.Type switch
        {
            JTokenType.Object => "an object",
            JTokenType.Array => "a list",
            JTokenType.Integer or JTokenType.Float => "a number",
            JTokenType.Boolean => "true or false",
            JTokenType.Null => "null",
            JTokenType.String => "a text",
            _ => token.Type.ToString(),
        };

    private StrictJson ObjectOf(JToken token, string[] properties) =>
        token is JObject item ? new StrictJson(item, file, properties) : throw Wrong(token, $"expected an object, found {Kind(token)}");

    private JToken Required(string name) => json[name] ?? throw Wrong(json, $"missing property '{name}'");

    private JArray Items(string name) =>
        Required(name) switch
        {
            JArray { Count: > 0 } items => items,
            JArray items => throw Wrong(items, "expected at least one item, found none"),
            { } token => throw Wrong(token, $"expected a list, found {Kind(token)}"),
        };

    private string TextOf(JToken token)
    {
        if (token.Type != JTokenType.String)
        {
            throw Wrong(token, $"expected a text, found {Kind(token)}");
        }

        // Texts go to terminals and reports, where an escape sequence would act.
        var text = token.Value<string>()!;
        return string.IsNullOrWhiteSpace(text) ? throw Wrong(token, "expected a text, found an empty one")
            : text.Any(char.IsControl) ? throw Wrong(token, "expected a text on one line, found a control character in it")
            : text;
    }
}
