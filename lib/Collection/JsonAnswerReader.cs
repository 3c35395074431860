using Newtonsoft.Json;

namespace NetAudit.Collection;

/// <summary>
/// Reads a program's JSON in one pass into objects and arrays that can be looked up and no more. Newtonsoft's tree, which can be changed
/// and knows its places, takes three times as long.
/// </summary>
internal sealed class JsonAnswerReader(BoundedJsonReader json)
{
    // What was read of the objects and arrays that are still open: each takes its own off when it ends.
    private readonly List<KeyValuePair<string, object?>> _members = [];
    private readonly List<object?> _values = [];

    /// <summary>Reads the document.</summary>
    /// <exception cref="JsonReaderException">It isn't JSON, or ends too early.</exception>
    public object? Read()
    {
        Advance();
        var document = Value();
        while (json.Read())
        {
            if (json.TokenType != JsonToken.Comment)
            {
                throw Damaged("Something follows the document.");
            }
        }

        return document;
    }

    private object? Value() =>
        json.TokenType switch
        {
            JsonToken.StartObject => Object(),
            JsonToken.StartArray => Array(),
            JsonToken.StartConstructor => Constructor(),
            JsonToken.Undefined => JsonObject.Other,
            _ => json.Value,
        };

    private JsonObject Object()
    {
        var first = _members.Count;
        for (Advance(); json.TokenType != JsonToken.EndObject; Advance())
        {
            var name = (string)json.Value!;
            Advance();
            _members.Add(new(name, Value()));
        }

        var own = new KeyValuePair<string, object?>[_members.Count - first];
        _members.CopyTo(first, own, 0, own.Length);
        _members.RemoveRange(first, own.Length);
        return new JsonObject(own);
    }

    private JsonArray Array()
    {
        var first = _values.Count;
        for (Advance(); json.TokenType != JsonToken.EndArray; Advance())
        {
            _values.Add(Value());
        }

        var own = new object?[_values.Count - first];
        _values.CopyTo(first, own, 0, own.Length);
        _values.RemoveRange(first, own.Length);
        return new JsonArray(own);
    }

    private object Constructor()
    {
        json.Skip();
        return json.TokenType == JsonToken.EndConstructor ? JsonObject.Other : throw Damaged("The text ends too early.");
    }

    private void Advance()
    {
        do
        {
            if (!json.Read())
            {
                throw Damaged("The text ends too early.");
            }
        } while (json.TokenType == JsonToken.Comment);
    }

    private JsonReaderException Damaged(string what) => new(what, json.Path, json.LineNumber, json.LinePosition, null);
}
