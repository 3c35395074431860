using Newtonsoft.Json;

namespace NetAudit.Collection.SnapshotReading;

/// <summary>The names of members, so that the reader makes no new text for each time that one comes.</summary>
internal static class MemberNames
{
    private static readonly DefaultJsonNameTable s_names = new();

    /// <summary>All names that were added.</summary>
    public static JsonNameTable Table => s_names;

    /// <summary>Adds a name.</summary>
    public static void Add(string name)
    {
        lock (s_names)
        {
            _ = s_names.Add(name);
        }
    }
}
