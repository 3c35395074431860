using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>The elements of nft's sets and maps: <c>{ "docker0" : jump in, "br-1" : accept }</c>.</summary>
internal static class NftElements
{
    /// <summary>Takes them, braces included; null if they are not understood.</summary>
    /// <param name="tokens">Words, of which the next is the brace.</param>
    /// <param name="kinds">The kinds of the keys, if they are known.</param>
    public static IReadOnlyList<FirewallSetElement>? Take(NftTokens tokens, IReadOnlyList<FirewallMatchKind>? kinds)
    {
        if (!tokens.Take("{"))
        {
            return null;
        }

        var elements = new List<FirewallSetElement>();
        while (!tokens.Take("}"))
        {
            if (tokens.AtEnd || Element(tokens, kinds) is not { } element)
            {
                return null;
            }

            elements.Add(element);
            tokens.Take(",");
        }

        return elements;
    }

    private static FirewallSetElement? Element(NftTokens tokens, IReadOnlyList<FirewallMatchKind>? kinds)
    {
        var key = new List<string>();
        do
        {
            var kind = kinds is not null && key.Count < kinds.Count ? kinds[key.Count] : FirewallMatchKind.Unknown;
            if (NftValues.Value(tokens.Take(), kind) is not { } value)
            {
                return null;
            }

            key.Add(value);
        } while (tokens.Take("."));

        // Counters, time limits and comments of the element.
        tokens.TakeUntil(token => token.Is(":") || token.Is(",") || token.Is("}"));
        FirewallTarget? target = null;
        if (tokens.Take(":"))
        {
            target = NftTargets.Verdict(tokens);
            tokens.TakeUntil(token => token.Is(",") || token.Is("}"));
        }

        return new FirewallSetElement(key, target);
    }
}
