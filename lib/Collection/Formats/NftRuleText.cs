using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>A rule of nft's: <c>ip daddr 10.50.70.2 iifname != { "br-1", "flannel.1" } drop comment "DROP DIRECT ACCESS"</c>.</summary>
internal static class NftRuleText
{
    /// <summary>The rule with its matches, targets and comment read from its text.</summary>
    public static FirewallRule Read(FirewallRule rule)
    {
        var matches = new List<FirewallMatch>();
        var targets = new List<FirewallTarget>();
        string? comment = null;
        var tokens = NftTokens.Read(rule.Text);
        while (!tokens.AtEnd)
        {
            if (tokens.Take("comment"))
            {
                comment = tokens.Take().Text;
            }
            else if (NftTargets.Implied(tokens) is { } implied && !IsThere(matches, implied))
            {
                matches.Add(implied);
            }
            else if ((NftTargets.Verdict(tokens) ?? NftTargets.Statement(tokens)) is { } target)
            {
                targets.Add(target);
            }
            else
            {
                if (targets.Any(before => before.Kind != FirewallTargetKind.Harmless))
                {
                    // Earlier statements run even if the rest doesn't match, which a rule of matches and targets can't express.
                    matches.Add(Unknown("a match after a change"));
                }

                Match(tokens, matches, targets);
            }
        }

        return rule with
        {
            Matches = matches,
            Targets = targets,
            Comment = comment,
        };
    }

    private static void Match(NftTokens tokens, List<FirewallMatch> matches, List<FirewallTarget> targets)
    {
        var start = tokens.Position;
        var selectors = Selectors(tokens);
        if (selectors is null)
        {
            tokens.Position = start;
            NftUnknown.Take(tokens, matches, targets);
            return;
        }

        foreach (var implied in selectors.Select(selector => selector.Implies).OfType<FirewallMatch>())
        {
            if (!IsThere(matches, implied))
            {
                matches.Add(implied);
            }
        }

        if (tokens.Take("vmap"))
        {
            targets.Add(VerdictMap(tokens, [.. selectors.Select(selector => selector.Kind)]));
            return;
        }

        var match = selectors.Count == 1 ? NftValues.Take(tokens, selectors[0].Kind) : null;
        if (match is null or { Kind: FirewallMatchKind.Unknown })
        {
            tokens.Position = start;
            NftUnknown.Take(tokens, matches, targets);
            return;
        }

        matches.Add(match);
    }

    /// <summary>"iifname", "ip saddr . tcp dport"; null if one is not understood.</summary>
    private static List<NftSelector>? Selectors(NftTokens tokens)
    {
        var selectors = new List<NftSelector>();
        do
        {
            if (NftSelectors.Take(tokens) is not { } selector)
            {
                return null;
            }

            selectors.Add(selector);
        } while (tokens.Take("."));

        return selectors;
    }

    private static FirewallTarget VerdictMap(NftTokens tokens, IReadOnlyList<FirewallMatchKind> selectors)
    {
        var map = new FirewallTarget(FirewallTargetKind.VerdictMap, []) { Selectors = selectors };
        if (tokens.Next is { Quoted: false, Text: { Length: > 1 } name } && name[0] == '@')
        {
            tokens.Take();
            return map with { Map = name[1..] };
        }

        var elements = NftElements.Take(tokens, selectors);
        if (elements is not null)
        {
            return map with { Elements = elements };
        }

        tokens.TakeUntil(NftTargets.IsBegin);
        return new FirewallTarget(FirewallTargetKind.Unknown, []) { Name = "vmap" };
    }

    private static FirewallMatch Unknown(string name) => new(FirewallMatchKind.Unknown, false, []) { Name = name };

    private static bool IsThere(List<FirewallMatch> matches, FirewallMatch implied) =>
        matches.Any(match => match.Kind == implied.Kind && !match.Negated && match.Values.SequenceEqual(implied.Values));
}
