using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace NetAudit.Collection;

/// <summary>Parses JSON that a stranger wrote.</summary>
internal static class Json
{
    private static readonly JsonLoadSettings s_withoutLines = new() { LineInfoHandling = LineInfoHandling.Ignore };

    /// <summary>Parses a document; texts that look like dates stay texts. Each value knows its line.</summary>
    /// <param name="text">The document.</param>
    /// <param name="budget">What may be read of all that it is a part of; null if it stands alone.</param>
    /// <exception cref="JsonException">It isn't JSON, is nested too deeply, or has far more values than content.</exception>
    public static JToken Parse(TextReader text, ValueBudget? budget = null) => Load(text, budget, new JsonLoadSettings());

    /// <summary>
    /// Parses what a program wrote, as <see cref="Parse"/> does. Its values don't know their lines, which take a quarter of the time.
    /// </summary>
    public static JToken ParseAnswer(TextReader text, ValueBudget? budget = null) => Load(text, budget, s_withoutLines);

    private static JToken Load(TextReader text, ValueBudget? budget, JsonLoadSettings settings)
    {
        using var reader = new BoundedJsonReader(text, budget) { MaxDepth = 64 };
        var document = JToken.Load(reader, settings);
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
