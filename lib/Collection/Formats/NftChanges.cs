using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>
/// nft's statements after which the rule goes on. Each is taken to its last word and no further, as a match may follow; one that isn't
/// understood is left in place.
/// </summary>
internal static class NftChanges
{
    private static readonly HashSet<string> Operators = ["&", "|", "^", "and", "or", "xor", "<<", ">>", "map", "lshift", "rshift"];
    private static readonly HashSet<string> LogOptions = ["prefix", "level", "group", "snaplen", "queue-threshold"];

    /// <summary>Takes a statement; null, and nothing taken, if the next words are none.</summary>
    public static FirewallTarget? Take(NftTokens tokens)
    {
        var start = tokens.Position;
        var change =
            tokens.Take("log") ? Log(tokens)
            : tokens.Take("counter") ? Named(tokens)
            : tokens.Take("flow", "add") ? Named(tokens)
            : tokens.Take("meta", "mark", "set") || tokens.Take("mark", "set") ? NftMarks.Take(tokens)
            : tokens.Take("tcp", "option", "maxseg", "size", "set") ? MaxSegment(tokens)
            : tokens.Next.Text is "meta" or "ct" && tokens.Ahead(2).Is("set") ? Set(tokens)
            : null;
        if (change is null)
        {
            tokens.Position = start;
        }

        return change;
    }

    private static FirewallTarget Log(NftTokens tokens)
    {
        while (!tokens.Next.Quoted && LogOptions.Contains(tokens.Next.Text))
        {
            tokens.Position += 2;
        }

        if (tokens.Take("flags"))
        {
            tokens.Take();
            while (tokens.Take(","))
            {
                tokens.Take();
            }
        }

        return Harmless("log");
    }

    /// <summary>"name x", "@x".</summary>
    private static FirewallTarget Named(NftTokens tokens)
    {
        tokens.Take("name");
        if (tokens.Next.Quoted || tokens.Next.Text.StartsWith("@", StringComparison.Ordinal))
        {
            tokens.Take();
        }

        return Harmless("counter");
    }

    private static FirewallTarget MaxSegment(NftTokens tokens)
    {
        _ = tokens.Take("rt", "mtu") || tokens.Take().Text.Length > 0;
        return Harmless("tcp option");
    }

    /// <summary>"meta priority set 1:1", "ct mark set meta mark".</summary>
    private static FirewallTarget? Set(NftTokens tokens)
    {
        var name = $"{tokens.Take().Text} {tokens.Take().Text}";
        tokens.Take();
        if (!tokens.Take("meta", "mark") && !tokens.Take("ct", "mark"))
        {
            tokens.Take();
        }

        return Operators.Contains(tokens.Next.Text) && !tokens.Next.Quoted ? null : Harmless(name);
    }

    private static FirewallTarget Harmless(string name) => new(FirewallTargetKind.Harmless, []) { Name = name };
}
