using Newtonsoft.Json.Serialization;

namespace NetAudit.Collection.SnapshotReading;

/// <summary>The reader of each type that snapshots have, made once: types never change.</summary>
internal static class ValueReaders
{
    /// <summary>The reader of a type.</summary>
    public static ValueReader<T> Get<T>() => Made<T>.Reader;

    private static object Create(Type type)
    {
        if (type == typeof(string))
        {
            return new WordsReader();
        }

        if (type == typeof(int))
        {
            return new IntReader();
        }

        if (type == typeof(long))
        {
            return new LongReader();
        }

        if (type == typeof(bool))
        {
            return new BooleanReader();
        }

        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        var arguments = type.IsGenericType ? type.GetGenericArguments() : [];
        if (generic == typeof(Nullable<>))
        {
            return Make(typeof(NullableReader<>), arguments[0]);
        }

        if (generic == typeof(IReadOnlyList<>))
        {
            return Make(typeof(ListReader<>), arguments[0]);
        }

        if (generic == typeof(IReadOnlyDictionary<,>) && arguments[0] == typeof(string))
        {
            return Make(typeof(DictionaryReader<>), arguments[1]);
        }

        return type.IsEnum ? Make(typeof(NameReader<>), type) : Make(RecordReaderOf(type), type);
    }

    private static Type RecordReaderOf(Type type)
    {
        var isRecord =
            SnapshotJson.ContractOf(type) is JsonObjectContract { Converter: null } && type is { IsAbstract: false, IsClass: true };
        return isRecord && type.GetConstructors().Length == 1 ? typeof(RecordReader<>) : typeof(SerializedReader<>);
    }

    private static object Make(Type reader, Type argument) => Activator.CreateInstance(reader.MakeGenericType(argument))!;

    private static class Made<T>
    {
        public static readonly ValueReader<T> Reader = (ValueReader<T>)Create(typeof(T));
    }
}
