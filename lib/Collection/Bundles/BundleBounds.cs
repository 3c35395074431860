namespace NetAudit.Collection.Bundles;

/// <summary>How large a bundle may be. A host with a thousand containers stays well below.</summary>
internal sealed record BundleBounds
{
    public int Files { get; init; } = 50_000;

    public long FileBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>A snapshot holds all of a host: 10,000 containers take some 65 MB, and what is read takes twice that in memory.</summary>
    public long SnapshotBytes { get; init; } = 256L * 1024 * 1024;

    public long AllBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>
    /// What a compressed file of a length may unpack to: recorded hosts have up to 20 times its length, what was made to fill a memory
    /// a thousand.
    /// </summary>
    public static long Unpacked(long packed) => (16L * 1024 * 1024) + (packed * 200);
}
