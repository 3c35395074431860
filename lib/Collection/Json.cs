using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace NetAudit.Collection;

/// <summary>Parses JSON that a stranger wrote.</summary>
internal static class Json
{
    /// <summary>Parses a document; texts that look like dates stay texts.</summary>
    /// <param name="text">The document.</param>
    /// <param name="budget">What may be read of all that it is a part of; null if it stands alone.</param>
    /// <exception cref="JsonException">It isn't JSON, is nested too deeply, or has far more values than content.</exception>
    public static JToken Parse(TextReader text, ValueBudget? budget = null)
    {
        using var reader = new BoundedJsonReader(text, budget) { MaxDepth = 64 };
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
