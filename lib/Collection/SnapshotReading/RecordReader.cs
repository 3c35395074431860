using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace NetAudit.Collection.SnapshotReading;

/// <summary>Reads a record: creates it empty, then sets its members one by one.</summary>
internal sealed class RecordReader<T> : ValueReader<T>
    where T : class
{
    private readonly Dictionary<string, Member<T>> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Member<T>> _membersInAnyCase = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConstructorInfo _constructor = typeof(T).GetConstructors().Single();
    private readonly object?[] _nothing;

    /// <summary>The bits of the required members.</summary>
    public ulong Needed { get; }

    public RecordReader()
    {
        var parameters = _constructor.GetParameters();
        _nothing = [.. parameters.Select(one => one.ParameterType.IsValueType ? Activator.CreateInstance(one.ParameterType) : null)];
        var contract = (JsonObjectContract)SnapshotJson.ContractOf(typeof(T));
        foreach (var property in contract.Properties.Where(property => property is { Ignored: false, Writable: true }))
        {
            var member = Member<T>.Create(property, property.Required == Required.Always ? 1UL << _members.Count : 0);
            MemberNames.Add(property.PropertyName!);
            _members.Add(property.PropertyName!, member);
            _membersInAnyCase[property.PropertyName!] = member;
            Needed |= member.Bit;
        }
    }

    /// <inheritdoc />
    public override T Read(SnapshotJsonReader json)
    {
        if (json.Token != JsonToken.StartObject)
        {
            throw json.Unexpected("object");
        }

        var record = Create();
        var missing = Needed;
        for (json.Advance(); json.Token != JsonToken.EndObject; json.Advance())
        {
            var name = (string)json.Value!;
            json.Advance();
            missing &= ~ReadMember(json, name, record);
        }

        ThrowIfMissing(json, missing);
        return record;
    }

    /// <summary>Creates a record whose members aren't set yet.</summary>
    public T Create() => _nothing.Length == 0 ? Activator.CreateInstance<T>() : (T)_constructor.Invoke((object?[])_nothing.Clone());

    /// <summary>Reads the current value into the named member, if there is one. Returns the member's bit, or 0.</summary>
    public ulong ReadMember(SnapshotJsonReader json, string name, T record)
    {
        // A null is the same as a member left out.
        if (json.Token == JsonToken.Null || !Find(name, out var member))
        {
            json.Skip();
            return 0;
        }

        member.Read(json, record);
        return member.Bit;
    }

    /// <summary>Throws if a record lacks required members.</summary>
    public void ThrowIfMissing(SnapshotJsonReader json, ulong missing)
    {
        if (missing != 0)
        {
            throw json.Unexpected(
                "whole record: " + string.Join(", ", _members.Where(one => (one.Value.Bit & missing) != 0).Select(one => one.Key))
            );
        }
    }

    private bool Find(string name, out Member<T> member) =>
        _members.TryGetValue(name, out member!) || _membersInAnyCase.TryGetValue(name, out member!);
}

/// <summary>Sets one member of a record.</summary>
internal abstract class Member<T>(ulong bit)
    where T : class
{
    /// <summary>The member's bit if it is required; 0 if it may be left out.</summary>
    public ulong Bit => bit;

    /// <summary>Reads the current value into the record's member.</summary>
    public abstract void Read(SnapshotJsonReader json, T record);

    /// <summary>Creates a member from the serializer's property.</summary>
    public static Member<T> Create(JsonProperty property, ulong bit)
    {
        var setter = typeof(T).GetProperty(property.UnderlyingName!, BindingFlags.Public | BindingFlags.Instance)!.SetMethod!;
        var set = setter.CreateDelegate(typeof(Action<,>).MakeGenericType(typeof(T), property.PropertyType!));
        return (Member<T>)Activator.CreateInstance(typeof(Member<,>).MakeGenericType(typeof(T), property.PropertyType!), bit, set)!;
    }
}

/// <inheritdoc />
internal sealed class Member<T, TValue>(ulong bit, Action<T, TValue> set) : Member<T>(bit)
    where T : class
{
    // Looked up when first needed, as record types refer to each other.
    private readonly Lazy<ValueReader<TValue>> _value = new(ValueReaders.Get<TValue>);

    /// <inheritdoc />
    public override void Read(SnapshotJsonReader json, T record) => set(record, _value.Value.Read(json));
}
