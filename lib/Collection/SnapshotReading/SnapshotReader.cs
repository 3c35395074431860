using NetAudit.Snapshots;
using Newtonsoft.Json;

namespace NetAudit.Collection.SnapshotReading;

/// <summary>The head of a snapshot: the members that describe it; null if they weren't there.</summary>
internal sealed record SnapshotHead
{
    /// <summary>Whether the whole text was read, so that a missing member never comes.</summary>
    public bool IsWhole { get; init; }

    public object? Format { get; set; }

    public int FormatLine { get; set; } = 1;

    public object? Version { get; set; }

    public int VersionLine { get; set; } = 1;

    public object? Source { get; set; }

    public int SourceLine { get; set; } = 1;
}

/// <summary>Reads a snapshot in one pass.</summary>
internal static class SnapshotReader
{
    /// <summary>Reads a snapshot.</summary>
    /// <param name="json">The JSON text.</param>
    /// <param name="head">Receives the head's members during the read, also if the read fails.</param>
    /// <param name="check">
    /// Asked whenever one of the head's members was read; false: no more is read, and null is given, as also for what is no object.
    /// </param>
    /// <exception cref="JsonException">It is damaged.</exception>
    /// <exception cref="NullInListException">A list holds a null.</exception>
    public static HostSnapshot? Read(SnapshotJsonReader json, SnapshotHead head, Func<SnapshotHead, bool> check)
    {
        var reader = (RecordReader<HostSnapshot>)ValueReaders.Get<HostSnapshot>();
        json.Advance();
        if (json.Token != JsonToken.StartObject)
        {
            return null;
        }

        var snapshot = reader.Create();
        var missing = reader.Needed;
        for (json.Advance(); json.Token != JsonToken.EndObject; json.Advance())
        {
            var name = (string)json.Value!;
            json.Advance();
            if (IsOfHead(json, name, head))
            {
                json.Skip();
                if (!check(head))
                {
                    return null;
                }
            }
            else
            {
                missing &= ~reader.ReadMember(json, name, snapshot);
            }
        }

        while (json.Next())
        {
            // Comments may follow; for anything else the reader throws.
        }

        if (!check(head with { IsWhole = true }))
        {
            return null;
        }

        reader.ThrowIfMissing(json, missing);
        return snapshot;
    }

    private static bool IsOfHead(SnapshotJsonReader json, string name, SnapshotHead head)
    {
        switch (name)
        {
            case "format":
                (head.Format, head.FormatLine) = (json.Value, json.Line);
                return true;
            case "formatVersion":
                (head.Version, head.VersionLine) = (json.Value, json.Line);
                return true;
            case "source":
                (head.Source, head.SourceLine) = (json.Value, json.Line);
                return true;
            default:
                return false;
        }
    }
}
