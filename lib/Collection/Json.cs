using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace NetAudit.Collection;

/// <summary>Parses JSON that a stranger wrote.</summary>
internal static class Json
{
    /// <summary>Parses a document; texts that look like dates stay texts.</summary>
    /// <exception cref="JsonException">It isn't JSON, or nested too deeply.</exception>
    public static JToken Parse(TextReader text)
    {
        using var reader = new BoundedJsonReader(text) { DateParseHandling = DateParseHandling.None, MaxDepth = 64 };
        var document = JToken.Load(reader);
        while (reader.Read())
        {
            if (reader.TokenType != JsonToken.Comment)
            {
                throw new JsonReaderException("Something follows the document.", reader.Path, reader.LineNumber, reader.LinePosition, null);
            }
        }

        return document;
    }
}
