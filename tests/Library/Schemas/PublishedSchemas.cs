using NetAudit.Collection;
using NetAudit.Drift;
using NetAudit.Rows;
using NetAudit.Snapshots;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using NJsonSchema;
using NJsonSchema.Generation;
using NJsonSchema.NewtonsoftJson.Generation;

namespace NetAudit.Library.Tests.Schemas;

/// <summary>The JSON schemas in schemas/, generated from the types that are written.</summary>
internal static class PublishedSchemas
{
    /// <summary>The types by their schema's file name. A rows' schema is of an array, as -AsJson gives it.</summary>
    private static readonly IReadOnlyDictionary<string, Type> s_types = new Dictionary<string, Type>
    {
        ["features"] = typeof(OverlayFeature[]),
        ["findings"] = typeof(OverlayFinding[]),
        ["solutions"] = typeof(OverlaySolution[]),
        ["clusters"] = typeof(OverlayCluster[]),
        ["networks"] = typeof(OverlayNetwork[]),
        ["endpoints"] = typeof(OverlayEndpoint[]),
        ["probes"] = typeof(OverlayProbe[]),
        ["paths"] = typeof(OverlayPath[]),
        ["drift"] = typeof(OverlayDrift[]),
        ["snapshot"] = typeof(HostSnapshot),
    };

    public static string Folder { get; } = Path.Combine(RecordedHosts.Folder, "..", "..", "schemas");

    public static TheoryData<string> Names => [.. s_types.Keys];

    public static string FileOf(string name) => Path.Combine(Folder, $"netaudit-{name}.schema.json");

    public static async Task<JsonSchema> ReadAsync(string name) => await JsonSchema.FromFileAsync(FileOf(name));

    public static string Write(string name)
    {
        var settings = new NewtonsoftJsonSchemaGeneratorSettings
        {
            SerializerSettings = name == "snapshot" ? SnapshotJson.Settings() : new() { Converters = [new StringEnumConverter()] },
            SchemaType = SchemaType.JsonSchema,
            DefaultReferenceTypeNullHandling = ReferenceTypeNullHandling.NotNull,
            GenerateAbstractProperties = true,
            FlattenInheritanceHierarchy = true,
        };
        var schema = new JsonSchemaGenerator(settings).Generate(s_types[name]);
        schema.Title = $"NetAudit: {name}";
        if (name == "snapshot")
        {
            NameFormat(schema);
            NameKinds(schema, settings);
        }

        return schema.ToJson(Formatting.Indented).ReplaceLineEndings("\n") + "\n";
    }

    /// <summary>Adds the format's name, which begins a snapshot's file and is no member of a record.</summary>
    private static void NameFormat(JsonSchema snapshot)
    {
        var format = new JsonSchemaProperty { Type = JsonObjectType.String, IsRequired = true };
        format.Enumeration.Add("netaudit-snapshot");
        snapshot.Properties["format"] = format;
    }

    /// <summary>Lists the kinds that a probe's finding can have.</summary>
    private static void NameKinds(JsonSchema snapshot, JsonSchemaGeneratorSettings settings)
    {
        var finding = snapshot.Definitions[nameof(ProbeFinding)];
        finding.Properties.Clear();
        finding.AllowAdditionalProperties = true;
        var generator = new JsonSchemaGenerator(settings);
        var resolver = new JsonSchemaResolver(snapshot, settings);
        foreach (var kind in typeof(ProbeFinding).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ProbeFinding))))
        {
            finding.AnyOf.Add(new JsonSchema { Reference = generator.Generate(kind, resolver) });
        }
    }
}
