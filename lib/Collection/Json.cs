using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace NetAudit.Collection;

/// <summary>Parses untrusted JSON.</summary>
internal static class Json
{
    /// <summary>Parses a document; texts that look like dates stay texts. Each value knows its line.</summary>
    /// <param name="text">The document.</param>
    /// <param name="budget">How many values may be read from the whole source; null if the text is the whole source.</param>
    /// <exception cref="JsonException">It isn't JSON, is nested too deeply, or has far more values than content.</exception>
    public static JToken Parse(TextReader text, ValueBudget? budget = null)
    {
        using var reader = Reader(text, budget);
        var document = JToken.Load(reader, new JsonLoadSettings());
        while (reader.Read())
        {
            if (reader.TokenType != JsonToken.Comment)
            {
                throw new JsonReaderException("Something follows the document.", reader.Path, reader.LineNumber, reader.LinePosition, null);
            }
        }

        return document;
    }

    /// <summary>Parses what a program wrote into objects and arrays that can only be looked up, as <see cref="Parse"/> does.</summary>
    public static object? ParseAnswer(TextReader text, ValueBudget? budget = null)
    {
        using var reader = Reader(text, budget);
        return new JsonAnswerReader(reader).Read();
    }

    private static BoundedJsonReader Reader(TextReader text, ValueBudget? budget) => new(text, budget) { MaxDepth = 64 };
}
