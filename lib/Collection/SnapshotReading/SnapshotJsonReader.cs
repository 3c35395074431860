using Newtonsoft.Json;

namespace NetAudit.Collection.SnapshotReading;

/// <summary>Reads a snapshot's JSON token by token. Equal texts are kept once: most of a host's texts repeat.</summary>
internal sealed class SnapshotJsonReader : IDisposable
{
    private const int MostDepth = 32;
    private const int LongestShared = 80;

    // A power of two. A text replaces another in the same slot, so the table is bounded and frequent texts stay in it.
    private const int SharedPlaces = 1 << 16;

    private readonly string?[] _shared = new string?[SharedPlaces];
    private readonly BoundedJsonReader _json;

    public SnapshotJsonReader(TextReader text, ValueBudget? budget) =>
        _json = new BoundedJsonReader(text, budget)
        {
            MaxDepth = MostDepth,
            PropertyNameTable = MemberNames.Table,
            CloseInput = false,
        };

    /// <summary>The current token's kind.</summary>
    public JsonToken Token => _json.TokenType;

    /// <summary>The current token's value.</summary>
    public object? Value => _json.Value;

    /// <summary>The current token's line.</summary>
    public int Line => _json.LineNumber;

    /// <summary>The current token's path: "containers[3].name".</summary>
    public string Path => _json.Path;

    /// <summary>The underlying reader, for rare values that the serializer reads.</summary>
    public JsonReader Inner => _json;

    /// <summary>Goes to the next token that isn't a comment; false at the end.</summary>
    public bool Next()
    {
        bool isRead;
        do
        {
            isRead = _json.Read();
        } while (isRead && _json.TokenType == JsonToken.Comment);

        return isRead;
    }

    /// <summary>Goes to the next token.</summary>
    /// <exception cref="JsonReaderException">The text ends.</exception>
    public void Advance()
    {
        if (!Next())
        {
            throw new JsonReaderException("The text ends too early.", Path, Line, _json.LinePosition, null);
        }
    }

    /// <summary>Skips the value that begins at the current token.</summary>
    public void Skip() => _json.Skip();

    /// <summary>The token's text; one that came before is the same object.</summary>
    public string Text()
    {
        if (_json.Value is not string text || _json.TokenType != JsonToken.String)
        {
            throw Unexpected("a text");
        }

        return Share(text);
    }

    /// <summary>An equal text that was read before, so that each text is kept once.</summary>
    public string Share(string text)
    {
        if (text.Length is 0 or > LongestShared)
        {
            return text.Length == 0 ? "" : text;
        }

        var hash = text.Length;
        foreach (var character in text)
        {
            hash = unchecked((hash * 31) + character);
        }

        ref var place = ref _shared[(hash ^ (hash >> 16)) & (SharedPlaces - 1)];
        if (place is null || !string.Equals(place, text, StringComparison.Ordinal))
        {
            place = text;
        }

        return place;
    }

    /// <summary>The error for a token that a snapshot can't have here.</summary>
    public JsonSerializationException Unexpected(string expected) =>
        new($"{Path} is no {expected}", Path, _json.LineNumber, _json.LinePosition, null);

    /// <summary>The error for a number larger than its member can hold.</summary>
    public NumberTooLargeException TooLarge() => new(Path, _json.LineNumber, _json.LinePosition);

    /// <inheritdoc />
    public void Dispose() => ((IDisposable)_json).Dispose();
}
