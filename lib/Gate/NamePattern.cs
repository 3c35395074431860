namespace NetAudit.Gate;

/// <summary>A name, or a pattern with * (any characters) and ? (any one character). Case doesn't matter.</summary>
/// <param name="Text">The text as written.</param>
public sealed record NamePattern(string Text)
{
    /// <summary>The pattern that matches everything.</summary>
    public static NamePattern Any { get; } = new("*");

    /// <summary>Whether it may match several names.</summary>
    public bool IsWild => Text.IndexOfAny(['*', '?']) >= 0;

    /// <summary>
    /// Whether a name matches. It backtracks to the last * only, so that the time is at most the product of both lengths.
    /// </summary>
    public bool Matches(string name)
    {
        var (inPattern, inName, star, mark) = (0, 0, -1, 0);
        while (inName < name.Length)
        {
            if (inPattern < Text.Length && Text[inPattern] == '*')
            {
                (star, mark) = (inPattern++, inName);
            }
            else if (
                inPattern < Text.Length
                && (Text[inPattern] == '?' || char.ToUpperInvariant(Text[inPattern]) == char.ToUpperInvariant(name[inName]))
            )
            {
                inPattern++;
                inName++;
            }
            else if (star >= 0)
            {
                inPattern = star + 1;
                inName = ++mark;
            }
            else
            {
                return false;
            }
        }

        return Text.Skip(inPattern).All(rest => rest == '*');
    }

    /// <summary>The text as written.</summary>
    public override string ToString() => Text;
}
