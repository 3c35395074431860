namespace NetAudit.Collection.SnapshotReading;

/// <summary>Reads values of a type from JSON in one pass, without a tree of it between: a snapshot can be large.</summary>
internal abstract class ValueReader<T>
{
    /// <summary>Reads the value that begins at the reader's token, which is not null, and leaves the reader at its last token.</summary>
    public abstract T Read(SnapshotJsonReader json);
}
