namespace NetAudit.Collection.Bundles;

/// <summary>How large a bundle may be. A host with a thousand containers stays well below.</summary>
internal sealed record BundleBounds
{
    public int Files { get; init; } = 50_000;

    public long FileBytes { get; init; } = 64L * 1024 * 1024;

    public long AllBytes { get; init; } = 256L * 1024 * 1024;
}
