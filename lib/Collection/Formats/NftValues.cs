using System.Globalization;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>Reads the operator and values after a selector of nft's.</summary>
internal static class NftValues
{
    private static readonly FirewallMatch NotUnderstood = new(FirewallMatchKind.Unknown, false, []);

    /// <summary>
    /// Takes the operator and values. The match is <see cref="FirewallMatchKind.Unknown"/> if they aren't understood; words may then be
    /// left over.
    /// </summary>
    public static FirewallMatch Take(NftTokens tokens, FirewallMatchKind kind)
    {
        if (kind == FirewallMatchKind.TcpFlags)
        {
            return NftTcpFlags.Take(tokens) ?? NotUnderstood;
        }

        if (tokens.Next.Is("&") || tokens.Next.Is("and"))
        {
            return Masked(tokens, kind) ?? NotUnderstood;
        }

        var negated = false;
        if (tokens.Next is { Quoted: false, Text: "==" or "!=" })
        {
            negated = tokens.Take().Text == "!=";
        }
        else if (tokens.Next is { Quoted: false, Text: "<" or ">" or "<=" or ">=" })
        {
            return Compared(tokens, kind) ?? NotUnderstood;
        }

        if (tokens.Next is { Quoted: false, Text: { Length: > 1 } name } && name[0] == '@')
        {
            tokens.Take();
            return new FirewallMatch(kind, negated, []) { Set = name[1..] };
        }

        var values = tokens.Next.Is("{") ? Braced(tokens, kind) : Listed(tokens, kind);
        return values is null ? NotUnderstood : new FirewallMatch(kind, negated, values);
    }

    /// <summary>A value, made alike with iptables'; null if it isn't understood.</summary>
    public static string? Value(NftToken token, FirewallMatchKind kind) =>
        token switch
        {
            { Text: "" } or { Quoted: false, Text: "{" or "}" or "," or "(" or ")" or "." or "$" or "&" or "|" or "!" } => null,
            _ => kind switch
            {
                FirewallMatchKind.Unknown or FirewallMatchKind.InLink or FirewallMatchKind.OutLink => token.Text,
                FirewallMatchKind.Mark or FirewallMatchKind.ConntrackMark => FirewallNames.Mark(token.Text),
                FirewallMatchKind.Protocol => FirewallNames.Protocol(token.Text),
                _ => token.Text.ToLowerInvariant(),
            },
        };

    /// <summary>"{ a, b }" after its brace.</summary>
    private static List<string>? Braced(NftTokens tokens, FirewallMatchKind kind)
    {
        tokens.Take();
        var values = new List<string>();
        while (!tokens.AtEnd && !tokens.Next.Is("}"))
        {
            if (Value(tokens.Take(), kind) is not { } value || !(tokens.Next.Is(",") || tokens.Next.Is("}")))
            {
                return null;
            }

            values.Add(value);
            tokens.Take(",");
        }

        return tokens.Take("}") ? values : null;
    }

    /// <summary>"established,related": one or more.</summary>
    private static List<string>? Listed(NftTokens tokens, FirewallMatchKind kind)
    {
        var values = new List<string>();
        do
        {
            if (Value(tokens.Take(), kind) is not { } value)
            {
                return null;
            }

            values.Add(value);
        } while (tokens.Take(","));

        return values;
    }

    /// <summary>"&amp; 0x4000 == 0x4000", "and 0x4000 != 0x0".</summary>
    private static FirewallMatch? Masked(NftTokens tokens, FirewallMatchKind kind)
    {
        tokens.Take();
        var mask = FirewallNames.MarkNumber(tokens.Take().Text);
        var operation = tokens.Take();
        var value = FirewallNames.MarkNumber(tokens.Take().Text);
        return
            kind is FirewallMatchKind.Mark or FirewallMatchKind.ConntrackMark
            && mask is { } bits
            && value is { } number
            && operation is { Quoted: false, Text: "==" or "!=" }
            ? new FirewallMatch(kind, operation.Text == "!=", [FirewallNames.Mark(number, bits)])
            : null;
    }

    /// <summary>"&gt;= 1024", of ports.</summary>
    private static FirewallMatch? Compared(NftTokens tokens, FirewallMatchKind kind)
    {
        var operation = tokens.Take().Text;
        var isPort = kind is FirewallMatchKind.SourcePort or FirewallMatchKind.DestinationPort;
        if (!isPort || !ushort.TryParse(tokens.Take().Text, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return null;
        }

        var (from, to) = operation switch
        {
            "<" => (0, port - 1),
            "<=" => (0, port),
            ">" => (port + 1, 65535),
            _ => ((int)port, 65535),
        };
        return from > to ? null : new FirewallMatch(kind, false, [string.Format(CultureInfo.InvariantCulture, "{0}-{1}", from, to)]);
    }
}
