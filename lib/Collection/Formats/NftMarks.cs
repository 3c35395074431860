using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>What stands after nft's "meta mark set".</summary>
internal static class NftMarks
{
    /// <summary>"0x1", "meta mark | 0x10", "mark and 0xff", "meta mark &amp; 0xff ^ 0x1"; anything else gives a mark that can't be told.</summary>
    public static FirewallTarget Take(NftTokens tokens)
    {
        var words = tokens.TakeUntil(NftTargets.IsBegin);
        var change = words.Count == 1 && FirewallNames.MarkNumber(words[0]) is { } whole ? FirewallNames.Mark(whole, uint.MaxValue) : Changed(words);
        return change is null ? new FirewallTarget(FirewallTargetKind.SetUnknownMark, words) : new FirewallTarget(FirewallTargetKind.SetMark, [change]);
    }

    private static string? Changed(List<string> words)
    {
        var start = words.Count > 1 && words[0] == "meta" ? 1 : 0;
        if (words.Count - start is not (3 or 5) || words[start] != "mark" || FirewallNames.MarkNumber(words[start + 2]) is not { } first)
        {
            return null;
        }

        var sign = words[start + 1];
        if (words.Count - start == 3)
        {
            return sign switch
            {
                "|" or "or" => FirewallNames.Mark(first, first),
                "&" or "and" => FirewallNames.Mark(0, ~first),
                "^" or "xor" => FirewallNames.Mark(first, 0),
                _ => null,
            };
        }

        if (sign is not ("&" or "and") || FirewallNames.MarkNumber(words[start + 4]) is not { } second)
        {
            return null;
        }

        return words[start + 3] switch
        {
            "|" or "or" => FirewallNames.Mark(second, ~first | second),
            "^" or "xor" => FirewallNames.Mark(second, ~first),
            _ => null,
        };
    }
}
