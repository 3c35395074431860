namespace NetAudit.Model;

/// <summary>
/// Null is "not seen", and empty is "seen, and empty": nullable references keep the two apart, and the compiler asks for an answer at
/// each use. This is the one way from null to empty in the rooms that conclude (a test forbids any other; decision 0018).
/// </summary>
internal static class UnseenFacts
{
    /// <summary>
    /// What was seen of a list; nothing if it was not seen. Only for what is said of the entries that are there: what is concluded from an
    /// entry that isn't there needs the list itself, and no conclusion if it is null.
    /// </summary>
    public static IReadOnlyList<T> OrNone<T>(this IReadOnlyList<T>? seen) => seen ?? [];
}
