using System.Numerics;
using Newtonsoft.Json;

namespace NetAudit.Collection.SnapshotReading;

/// <summary>Reads a text.</summary>
internal sealed class WordsReader : ValueReader<string>
{
    public override string Read(SnapshotJsonReader json) => json.Text();
}

/// <summary>Reads a number.</summary>
internal sealed class LongReader : ValueReader<long>
{
    public override long Read(SnapshotJsonReader json) =>
        json.Value switch
        {
            long number => number,
            BigInteger => throw json.TooLarge(),
            _ => throw json.Unexpected("whole number"),
        };
}

/// <summary>Reads a 32-bit number.</summary>
internal sealed class IntReader : ValueReader<int>
{
    private readonly LongReader _long = new();

    public override int Read(SnapshotJsonReader json) =>
        _long.Read(json) is >= int.MinValue and <= int.MaxValue and var number ? (int)number : throw json.TooLarge();
}

/// <summary>Reads true or false.</summary>
internal sealed class BooleanReader : ValueReader<bool>
{
    public override bool Read(SnapshotJsonReader json) => json.Value is bool value ? value : throw json.Unexpected("true or false");
}

/// <summary>Reads a value that may be left out.</summary>
internal sealed class NullableReader<T> : ValueReader<T?>
    where T : struct
{
    private readonly ValueReader<T> _value = ValueReaders.Get<T>();

    public override T? Read(SnapshotJsonReader json) => _value.Read(json);
}

/// <summary>Reads a member of an enumeration.</summary>
internal sealed class NameReader<T> : ValueReader<T>
    where T : struct, Enum
{
    // As the serializer does: names in any case, and several with commas for flags.
    private readonly ValueReader<T> _other = new SerializedReader<T>();
    private readonly Dictionary<string, T> _names = Enum.GetNames(typeof(T))
        .ToDictionary(name => name, name => (T)Enum.Parse(typeof(T), name));

    public override T Read(SnapshotJsonReader json) =>
        json.Token == JsonToken.String && json.Value is string name && _names.TryGetValue(name, out var value) ? value : _other.Read(json);
}
