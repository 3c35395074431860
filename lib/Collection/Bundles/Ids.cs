namespace NetAudit.Collection.Bundles;

/// <summary>Ids that may be written short.</summary>
internal static class Ids
{
    private const int Shortest = 12;

    /// <summary>The full ID among known ones that a possibly short one abbreviates, or null.</summary>
    public static string? Full(string id, IReadOnlyCollection<string> known) =>
        known.Contains(id) ? id
        : id.Length >= Shortest && known.Where(full => full.StartsWith(id, StringComparison.Ordinal)).ToList() is [var only] ? only
        : null;
}
