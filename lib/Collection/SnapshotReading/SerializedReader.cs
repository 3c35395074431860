using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace NetAudit.Collection.SnapshotReading;

/// <summary>Reads rare values as a tree that the serializer converts.</summary>
internal sealed class SerializedReader<T> : ValueReader<T>
{
    private readonly JsonSerializer _serializer = SnapshotJson.Serializer();

    public override T Read(SnapshotJsonReader json)
    {
        var tree = JToken.ReadFrom(json.Inner);
        NullValues.Drop(tree);
        using var reader = tree.CreateReader();
        return _serializer.Deserialize<T>(reader)!;
    }
}
