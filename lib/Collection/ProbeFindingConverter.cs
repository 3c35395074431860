using NetAudit.Snapshots;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace NetAudit.Collection;

/// <summary>Reads a finding as the record that its kind names. No type's name is ever read from a file.</summary>
internal sealed class ProbeFindingConverter : JsonConverter
{
    private const string KindName = "kind";

    public override bool CanWrite => false;

    public override bool CanConvert(Type objectType) => objectType == typeof(ProbeFinding);

    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        var finding = JObject.Load(reader);
        using var members = finding.CreateReader();
        return serializer.Deserialize(members, TypeOf(finding, serializer));
    }

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) => throw new NotSupportedException();

    private static Type TypeOf(JObject finding, JsonSerializer serializer) =>
        finding[KindName]?.ToObject<ProbeFindingKind>(serializer) switch
        {
            ProbeFindingKind.NameAnswer => typeof(NameAnswer),
            ProbeFindingKind.ProtocolAnswer => typeof(ProtocolAnswer),
            ProbeFindingKind.IsolationAnswer => typeof(IsolationAnswer),
            ProbeFindingKind.WireSighting => typeof(WireSighting),
            ProbeFindingKind.HopTrace => typeof(HopTrace),
            ProbeFindingKind.PathMtu => typeof(PathMtu),
            ProbeFindingKind.VnicUsed => typeof(VnicUsed),
            ProbeFindingKind.NetworkTried => typeof(NetworkTried),
            _ => throw new JsonSerializationException("no kind", finding.Path, 0, 0, null),
        };
}
