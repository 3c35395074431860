using System.Globalization;
using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;

namespace NetAudit.Collection;

/// <summary>How a snapshot's records are written in JSON.</summary>
internal static class SnapshotJson
{
    private static readonly Lazy<Resolver> s_contracts = new();

    /// <summary>How a type's records are read and written: the names of members, and which are needed.</summary>
    public static JsonContract ContractOf(Type type) => s_contracts.Value.ResolveContract(type);

    public static JsonSerializer Serializer() => JsonSerializer.Create(Settings());

    public static JsonSerializerSettings Settings() =>
        new()
        {
            ContractResolver = s_contracts.Value,
            Converters = [new StringEnumConverter { AllowIntegerValues = false }, new UtcConverter(), new ProbeFindingConverter()],
            NullValueHandling = NullValueHandling.Ignore,
            ObjectCreationHandling = ObjectCreationHandling.Replace,
            TypeNameHandling = TypeNameHandling.None,
            MetadataPropertyHandling = MetadataPropertyHandling.Ignore,
            DateParseHandling = DateParseHandling.None,
            Culture = CultureInfo.InvariantCulture,
        };

    /// <summary>Names in camel case, but keys of dictionaries as they are; a record's required members are required in JSON too.</summary>
    private sealed class Resolver : DefaultContractResolver
    {
        public Resolver() => NamingStrategy = new Names();

        protected override JsonProperty CreateProperty(MemberInfo member, MemberSerialization memberSerialization)
        {
            var property = base.CreateProperty(member, memberSerialization);
            if (member.GetCustomAttributes().Any(attribute => attribute.GetType().Name == "RequiredMemberAttribute"))
            {
                property.Required = Required.Always;
            }

            return property;
        }
    }

    /// <summary>Camel case; "IPv4Address" becomes "ipv4Address", not "iPv4Address".</summary>
    private sealed class Names : NamingStrategy
    {
        protected override string ResolvePropertyName(string name)
        {
            var start = name.StartsWith("IP", StringComparison.Ordinal) ? 2 : 1;
            return name[..start].ToLowerInvariant() + name[start..];
        }
    }

    /// <summary>Times in UTC, ISO 8601 with Z.</summary>
    private sealed class UtcConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset ReadJson(
            JsonReader reader,
            Type objectType,
            DateTimeOffset existingValue,
            bool hasExistingValue,
            JsonSerializer serializer
        ) =>
            DateTimeOffset.TryParse(
                reader.Value as string,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var time
            )
                ? time
                : throw new JsonSerializationException(
                    "not a time",
                    reader.Path,
                    (reader as IJsonLineInfo)?.LineNumber ?? 0,
                    (reader as IJsonLineInfo)?.LinePosition ?? 0,
                    null
                );

        public override void WriteJson(JsonWriter writer, DateTimeOffset value, JsonSerializer serializer) =>
            writer.WriteValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
    }
}
