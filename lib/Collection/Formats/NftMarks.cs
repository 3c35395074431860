using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>Reads the words after nft's "meta mark set".</summary>
internal static class NftMarks
{
    /// <summary>
    /// "0x1", "meta mark | 0x10", "mark and 0xff", "meta mark &amp; 0xff ^ 0x1"; its connection's mark isn't known.
    /// Null for anything else.
    /// </summary>
    public static FirewallTarget? Take(NftTokens tokens)
    {
        if (tokens.Take("ct", "mark"))
        {
            return Operator(tokens) is null ? new FirewallTarget(FirewallTargetKind.SetUnknownMark, ["ct mark"]) : null;
        }

        var isChange = tokens.Take("meta", "mark") || tokens.Take("mark");
        var mark =
            isChange ? Changed(tokens)
            : Number(tokens) is { } whole ? FirewallNames.Mark(whole, uint.MaxValue)
            : null;
        return mark is null || Operator(tokens) is not null ? null : new FirewallTarget(FirewallTargetKind.SetMark, [mark]);
    }

    private static string? Changed(NftTokens tokens)
    {
        var sign = Operator(tokens);
        if (sign is null || Number(tokens) is not { } first)
        {
            return null;
        }

        var next = Operator(tokens);
        if (next is null)
        {
            return sign switch
            {
                '|' => FirewallNames.Mark(first, first),
                '&' => FirewallNames.Mark(0, ~first),
                _ => FirewallNames.Mark(first, 0),
            };
        }

        return sign != '&' || Number(tokens) is not { } second
            ? null
            : next switch
            {
                '|' => FirewallNames.Mark(second, ~first | second),
                '^' => FirewallNames.Mark(second, ~first),
                _ => null,
            };
    }

    /// <summary>Takes an operator; null, and nothing taken, if the next word is none.</summary>
    private static char? Operator(NftTokens tokens) =>
        tokens.Take("&") || tokens.Take("and") ? '&'
        : tokens.Take("|") || tokens.Take("or") ? '|'
        : tokens.Take("^") || tokens.Take("xor") ? '^'
        : null;

    private static uint? Number(NftTokens tokens) => FirewallNames.MarkNumber(tokens.Take().Text);
}
