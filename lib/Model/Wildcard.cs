namespace NetAudit.Model;

/// <summary>Names with * and ?, as people write them for containers.</summary>
internal static class Wildcard
{
    /// <summary>Whether a name matches a pattern as a whole, whatever the case.</summary>
    public static bool Matches(string pattern, string name)
    {
        var (inPattern, inName) = (0, 0);
        var (star, afterStar) = (-1, 0); // The last *, and where the name goes on behind what it stands for.
        while (inName < name.Length)
        {
            if (inPattern < pattern.Length && pattern[inPattern] == '*')
            {
                (star, afterStar) = (inPattern++, inName);
            }
            else if (inPattern < pattern.Length && (pattern[inPattern] == '?' || IsSame(pattern[inPattern], name[inName])))
            {
                inPattern++;
                inName++;
            }
            else if (star >= 0)
            {
                // The last * stands for one letter more; those before it needn't be looked at again.
                inPattern = star + 1;
                inName = ++afterStar;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(inPattern).TrimStart('*').IsEmpty;
    }

    private static bool IsSame(char one, char other) => char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
