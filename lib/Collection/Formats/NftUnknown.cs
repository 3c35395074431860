using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>Takes matches of nft's that are not understood, so that what follows them is.</summary>
internal static class NftUnknown
{
    private static readonly HashSet<string> OneWord =
    [
        "pkttype",
        "cpu",
        "skuid",
        "skgid",
        "iiftype",
        "oiftype",
        "iifgroup",
        "oifgroup",
        "rtclassid",
    ];

    private static readonly HashSet<string> TwoWords = ["meta", "ip", "ip6", "ct", "ether", "tcp", "udp", "th", "icmp", "icmpv6", "xt"];
    private static readonly HashSet<string> Comparisons = ["==", "!=", "<", ">", "<=", ">="];
    private static readonly HashSet<string> Continued =
    [
        "&",
        "|",
        "^",
        ".",
        "and",
        "or",
        "xor",
        "<<",
        ">>",
        "map",
        "vmap",
        "set",
        "/",
        "(",
        "!",
    ];

    private static readonly HashSet<string> Units = ["packets", "bytes", "kbytes", "mbytes"];

    /// <summary>
    /// Takes a match that isn't understood, and adds it as unknown. If its end isn't known, all words up to the start of a statement are
    /// taken. The actions that these words may stand for are added too.
    /// </summary>
    public static void Take(NftTokens tokens, List<FirewallMatch> matches, List<FirewallTarget> targets)
    {
        var start = tokens.Position;
        var name = tokens.Next.Text;
        if (Limit(tokens) || Compared(tokens, start))
        {
            matches.Add(Match(name));
            return;
        }

        tokens.Position = start + 1;
        var words = tokens.TakeUntil(NftTargets.IsBegin);
        matches.Add(Match(name) with { Values = words });
        if (words.Contains("set"))
        {
            targets.Add(new FirewallTarget(FirewallTargetKind.SetUnknownMark, []));
        }

        if (words.Contains("vmap"))
        {
            targets.Add(new FirewallTarget(FirewallTargetKind.Unknown, []) { Name = "vmap" });
        }
    }

    private static FirewallMatch Match(string name) => new(FirewallMatchKind.Unknown, false, []) { Name = name };

    /// <summary>"limit rate over 10/second burst 5 packets".</summary>
    private static bool Limit(NftTokens tokens)
    {
        if (!tokens.Take("limit", "rate"))
        {
            return false;
        }

        tokens.Take("over");
        tokens.Take();
        if (Units.Contains(tokens.Next.Text))
        {
            tokens.Take();
        }

        if (tokens.Take("burst"))
        {
            tokens.Position += 2;
        }

        return true;
    }

    /// <summary>"meta length &gt; 1", "pkttype { broadcast, multicast }".</summary>
    private static bool Compared(NftTokens tokens, int start)
    {
        tokens.Position = start;
        if (tokens.Next.Quoted || !(OneWord.Contains(tokens.Next.Text) || TwoWords.Contains(tokens.Next.Text)))
        {
            return false;
        }

        tokens.Position += OneWord.Contains(tokens.Next.Text) ? 1 : 2;
        if (Comparisons.Contains(tokens.Next.Text))
        {
            tokens.Take();
        }

        if (tokens.Take("{"))
        {
            tokens.TakeUntil(token => token.Is("}"));
            tokens.Take("}");
        }
        else
        {
            do
            {
                if (!tokens.Next.Quoted && (Continued.Contains(tokens.Next.Text) || NftTargets.IsBegin(tokens.Next)))
                {
                    return false;
                }

                tokens.Take();
            } while (tokens.Take(","));
        }

        return tokens.Next.Quoted || !Continued.Contains(tokens.Next.Text);
    }
}
