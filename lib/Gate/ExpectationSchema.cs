using NetAudit.Rows;
using Newtonsoft.Json.Linq;

namespace NetAudit.Gate;

/// <summary>
/// The JSON schema of expectation files. A resource gives its frame; the program fills in the known solutions, aspects and values.
/// </summary>
internal static class ExpectationSchema
{
    /// <summary>The schema's text.</summary>
    public static string Write()
    {
        using var reader = new StreamReader(typeof(ExpectationSchema).Assembly.GetManifestResourceStream("netaudit.schema")!);
        var schema = JObject.Parse(reader.ReadToEnd());
        Fill(schema, "solution", HostAudit.Solutions);
        Fill(schema, "aspect", HostAudit.Aspects);
        Fill(schema, "rule", HostAudit.Rules);
        Fill(schema, "gateRule", Enum.GetNames(typeof(GateRule)));
        Fill(schema, "scheme", ExpectationReader.Schemes);
        schema.SelectToken("properties.aspects.items.allOf")!.Replace(new JArray(HostAudit.Aspects.Select(ValuesOf)));
        return schema + "\n";
    }

    private static void Fill(JObject schema, string definition, IEnumerable<string> names) =>
        schema["definitions"]![definition] = new JObject { ["enum"] = new JArray(names) };

    /// <summary>An entry that names an aspect may have only that aspect's values.</summary>
    private static JObject ValuesOf(string aspect) =>
        new()
        {
            ["if"] = new JObject
            {
                ["properties"] = new JObject { ["aspect"] = new JObject { ["const"] = aspect } },
                ["required"] = new JArray("aspect"),
            },
            ["then"] = new JObject
            {
                ["properties"] = new JObject
                {
                    ["values"] = new JObject { ["items"] = new JObject { ["enum"] = new JArray(ExpectationReader.ValuesOf(aspect)) } },
                },
            },
        };
}
