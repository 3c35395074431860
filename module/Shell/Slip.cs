namespace NetAudit.Shell;

/// <summary>Typos.</summary>
internal static class Slip
{
    /// <summary>The name that a word was meant to be, or null.</summary>
    public static string? Nearest(string word, IEnumerable<string> names) =>
        names.FirstOrDefault(name => IsNear(name.ToLowerInvariant(), word.ToLowerInvariant()));

    /// <summary>Whether one letter is inserted, missing or replaced, or two are swapped.</summary>
    private static bool IsNear(string one, string other)
    {
        var start = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        var (rest, slip) = (one[start..], other[start..]);
        return rest.Length > 0 && slip.Length > 0
            ? rest[1..] == slip[1..]
                || rest[1..] == slip
                || rest == slip[1..]
                || (rest.Length > 1 && slip.Length > 1 && rest[0] == slip[1] && rest[1] == slip[0] && rest[2..] == slip[2..])
            : rest.Length + slip.Length == 1;
    }
}
