using Newtonsoft.Json;

namespace NetAudit.Collection.SnapshotReading;

/// <summary>Reads a list.</summary>
internal sealed class ListReader<T> : ValueReader<IReadOnlyList<T>>
{
    private readonly Lazy<ValueReader<T>> _value = new(ValueReaders.Get<T>);

    public override IReadOnlyList<T> Read(SnapshotJsonReader json)
    {
        if (json.Token != JsonToken.StartArray)
        {
            throw json.Unexpected("list");
        }

        json.Advance();
        if (json.Token == JsonToken.EndArray)
        {
            return [];
        }

        var values = new List<T>();
        for (; json.Token != JsonToken.EndArray; json.Advance())
        {
            // No writer produces a null in a list.
            values.Add(json.Token == JsonToken.Null ? throw new NullInListException(json.Path, json.Line) : _value.Value.Read(json));
        }

        return values.ToArray();
    }
}

/// <summary>Reads values by names, which may be any texts.</summary>
internal sealed class DictionaryReader<T> : ValueReader<IReadOnlyDictionary<string, T>>
{
    private readonly Lazy<ValueReader<T>> _value = new(ValueReaders.Get<T>);

    public override IReadOnlyDictionary<string, T> Read(SnapshotJsonReader json)
    {
        if (json.Token != JsonToken.StartObject)
        {
            throw json.Unexpected("list of names and values");
        }

        var values = new Dictionary<string, T>();
        for (json.Advance(); json.Token != JsonToken.EndObject; json.Advance())
        {
            var name = json.Share((string)json.Value!);
            json.Advance();
            if (json.Token == JsonToken.Null)
            {
                _ = values.Remove(name);
            }
            else
            {
                values[name] = _value.Value.Read(json);
            }
        }

        return values;
    }
}

/// <summary>A list holds a null.</summary>
internal sealed class NullInListException(string path, int line) : Exception("A list holds a null.")
{
    public string Path => path;

    public int Line => line;
}
