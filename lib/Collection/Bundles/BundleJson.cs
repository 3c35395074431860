using System.Globalization;
using NetAudit.Model;
using Newtonsoft.Json;

namespace NetAudit.Collection.Bundles;

/// <summary>Parses a bundle's JSON.</summary>
internal static class BundleJson
{
    /// <exception cref="NetAuditException">It is damaged; the message names file, line and path, and no content.</exception>
    public static object? Parse(TextReader text, ValueBudget budget, string bundle, string name)
    {
        try
        {
            return Json.ParseAnswer(text, budget);
        }
        catch (JsonReaderException e)
        {
            var what =
                e.InnerException is TooManyValuesException ? "has too many values for its length" : "is not valid JSON, or nested too deep";
            var place = string.Format(
                CultureInfo.InvariantCulture,
                "line {0}, column {1}, path '{2}'",
                e.LineNumber,
                e.LinePosition,
                e.Path
            );
            throw BundleFault.At(bundle, name, $"{what}: {place}", e);
        }
    }
}
