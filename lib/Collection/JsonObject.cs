namespace NetAudit.Collection;

/// <summary>
/// An object of a stranger's JSON: its members in their order, each name once. A value is a text, a long (a BigInteger where none holds
/// it), a double, a bool, an object, an array, null, or <see cref="Other"/>.
/// </summary>
internal sealed class JsonObject
{
    /// <summary>So many names are compared faster than looked up.</summary>
    private const int Few = 8;

    private readonly KeyValuePair<string, object?>[] _members;
    private readonly Dictionary<string, int>? _places;

    /// <summary>One without members.</summary>
    public JsonObject()
        : this([]) { }

    /// <param name="members">Its members as they were read. Of those with one name the last counts, at the first one's place.</param>
    public JsonObject(KeyValuePair<string, object?>[] members)
    {
        _members = members;
        if (members.Length > Few)
        {
            _places = Places(members);
            _members = _places.Count == members.Length ? members : Once(members, _places);
        }
        else if (HasTwice(members))
        {
            _members = Once(members, Places(members));
        }
    }

    /// <summary>A value that JSON doesn't have, and its reader takes: undefined, a constructor.</summary>
    public static object Other { get; } = new();

    /// <summary>How many members it has.</summary>
    public int Count => _members.Length;

    /// <summary>Its members.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Members => _members;

    /// <summary>A member's value; null where it is null or absent.</summary>
    public object? this[string name] => Find(name) is >= 0 and var place ? _members[place].Value : null;

    /// <summary>Whether it has a member, which may be null.</summary>
    public bool ContainsKey(string name) => Find(name) >= 0;

    private int Find(string name)
    {
        if (_places is not null)
        {
            return _places.TryGetValue(name, out var place) ? place : -1;
        }

        for (var place = 0; place < _members.Length; place++)
        {
            if (string.Equals(_members[place].Key, name, StringComparison.Ordinal))
            {
                return place;
            }
        }

        return -1;
    }

    private static bool HasTwice(KeyValuePair<string, object?>[] members)
    {
        for (var one = 1; one < members.Length; one++)
        {
            for (var other = 0; other < one; other++)
            {
                if (string.Equals(members[one].Key, members[other].Key, StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The place of each name, without those that came before.</summary>
    private static Dictionary<string, int> Places(KeyValuePair<string, object?>[] members)
    {
        var places = new Dictionary<string, int>(members.Length, StringComparer.Ordinal);
        foreach (var member in members)
        {
            if (!places.ContainsKey(member.Key))
            {
                places.Add(member.Key, places.Count);
            }
        }

        return places;
    }

    private static KeyValuePair<string, object?>[] Once(KeyValuePair<string, object?>[] members, Dictionary<string, int> places)
    {
        var once = new KeyValuePair<string, object?>[places.Count];
        foreach (var member in members)
        {
            once[places[member.Key]] = member;
        }

        return once;
    }
}
