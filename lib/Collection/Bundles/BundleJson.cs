using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace NetAudit.Collection.Bundles;

/// <summary>Parses untrusted JSON.</summary>
internal static class BundleJson
{
    /// <exception cref="NetAuditException">It is damaged; the message names file, line and path, and no content.</exception>
    public static JToken Parse(string text, string bundle, string name, int depth)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { MaxDepth = depth, DateParseHandling = DateParseHandling.None };
        try
        {
            var token = JToken.ReadFrom(reader);
            while (reader.Read())
            {
                if (reader.TokenType != JsonToken.Comment)
                {
                    throw BundleFault.At(bundle, name, $"has more after its end, at line {reader.LineNumber}");
                }
            }

            return token;
        }
        catch (JsonReaderException e)
        {
            throw BundleFault.At(bundle, name, string.Format(
                CultureInfo.InvariantCulture, "is not valid JSON, or nested deeper than {0}: line {1}, column {2}, path '{3}'", depth, e.LineNumber, e.LinePosition, e.Path), e);
        }
    }
}
