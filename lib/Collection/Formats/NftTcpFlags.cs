using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>Reads the words after nft's "tcp flags".</summary>
internal static class NftTcpFlags
{
    private static readonly HashSet<string> Names = ["fin", "syn", "rst", "psh", "ack", "urg", "ecn", "cwr"];

    /// <summary>"syn / fin,syn,rst,ack", "&amp; (fin | syn | rst | ack) == syn", "syn", "! syn"; null for anything else.</summary>
    public static FirewallMatch? Take(NftTokens tokens)
    {
        if (tokens.Take("&"))
        {
            var bracket = tokens.Take("(");
            var mask = Flags(tokens);
            if (mask is null || (bracket && !tokens.Take(")")) || tokens.Next is not { Quoted: false, Text: "==" or "!=" })
            {
                return null;
            }

            var differs = tokens.Take().Text == "!=";
            var bracketed = tokens.Take("(");
            var set = tokens.Take("0x0") ? "" : Flags(tokens);
            return set is null || (bracketed && !tokens.Take(")")) ? null : Match(set, mask, differs);
        }

        if (tokens.Take("!"))
        {
            return Flags(tokens) is { } unset ? Match("", unset, false) : null;
        }

        var negated = tokens.Take("!=");
        if (Flags(tokens) is not { } flags)
        {
            return null;
        }

        if (tokens.Take("/"))
        {
            return Flags(tokens) is { } among ? Match(flags, among, negated) : null;
        }

        // Without a mask, one of them must be set.
        return negated ? null : Match("", flags, true);
    }

    private static FirewallMatch Match(string set, string mask, bool negated) =>
        new(FirewallMatchKind.TcpFlags, negated, [set + "/" + mask]);

    /// <summary>"fin,syn" or "fin | syn".</summary>
    private static string? Flags(NftTokens tokens)
    {
        var flags = new List<string>();
        do
        {
            if (!Names.Contains(tokens.Next.Text))
            {
                return null;
            }

            flags.Add(tokens.Take().Text);
        } while (tokens.Take(",") || tokens.Take("|"));

        return string.Join(",", flags);
    }
}
