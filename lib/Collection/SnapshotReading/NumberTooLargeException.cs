using Newtonsoft.Json;

namespace NetAudit.Collection.SnapshotReading;

/// <summary>A number is larger than its member can hold.</summary>
internal sealed class NumberTooLargeException(string path, int line, int position)
    : JsonSerializationException("The number is too large.", path, line, position, null) { }
