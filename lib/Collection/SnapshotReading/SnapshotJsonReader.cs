using Newtonsoft.Json;

namespace NetAudit.Collection.SnapshotReading;

/// <summary>A snapshot's JSON, token by token. Texts that come again are kept once: most of a host's do.</summary>
internal sealed class SnapshotJsonReader : IDisposable
{
    private const int MostDepth = 32;
    private const int LongestShared = 80;

    // A power of two. What falls on a place that is taken replaces it: bounded, and what comes often is there.
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

    /// <summary>The kind of the token.</summary>
    public JsonToken Token => _json.TokenType;

    /// <summary>The token's value.</summary>
    public object? Value => _json.Value;

    /// <summary>Its line.</summary>
    public int Line => _json.LineNumber;

    /// <summary>Where it is: "containers[3].name".</summary>
    public string Path => _json.Path;

    /// <summary>For what is rare, and read by the serializer.</summary>
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

    /// <summary>Leaves the value that begins here unread.</summary>
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

    /// <summary>Something else is here than a snapshot has.</summary>
    public JsonSerializationException Unexpected(string expected) =>
        new($"{Path} is no {expected}", Path, _json.LineNumber, _json.LinePosition, null);

    /// <summary>The number that is here is larger than its member can hold.</summary>
    public NumberTooLargeException TooLarge() => new(Path, _json.LineNumber, _json.LinePosition);

    /// <inheritdoc />
    public void Dispose() => ((IDisposable)_json).Dispose();
}
