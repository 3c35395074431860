using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>The statements of nft's that have an effect.</summary>
internal static class NftTargets
{
    // A statement that isn't understood ends at one of these words.
    private static readonly HashSet<string> Begins =
    [
        "accept",
        "drop",
        "reject",
        "return",
        "jump",
        "goto",
        "continue",
        "queue",
        "masquerade",
        "dnat",
        "snat",
        "redirect",
        "counter",
        "log",
        "comment",
        "notrack",
    ];

    /// <summary>Whether a statement that is understood begins with this word.</summary>
    public static bool IsBegin(NftToken token) => !token.Quoted && Begins.Contains(token.Text);

    /// <summary>Takes a verdict; null, and nothing taken, if the next word is none.</summary>
    public static FirewallTarget? Verdict(NftTokens tokens)
    {
        if (tokens.Next is { Quoted: false, Text: "jump" or "goto" } word)
        {
            tokens.Take();
            var kind = word.Text == "jump" ? FirewallTargetKind.Jump : FirewallTargetKind.Goto;
            return tokens.Next.Is("{")
                ? Rest(tokens, FirewallTargetKind.Unknown) with
                {
                    Name = "a chain without name",
                }
                : new FirewallTarget(kind, []) { Chain = tokens.Take().Text };
        }

        FirewallTargetKind? plain = tokens.Next is { Quoted: false, Text: var text }
            ? text switch
            {
                "accept" => FirewallTargetKind.Accept,
                "drop" => FirewallTargetKind.Drop,
                "return" => FirewallTargetKind.Return,
                "continue" => FirewallTargetKind.Harmless,
                "notrack" => FirewallTargetKind.NoTrack,
                _ => null,
            }
            : null;
        if (plain is { } target)
        {
            tokens.Take();
            return new FirewallTarget(target, []);
        }

        return null;
    }

    /// <summary>
    /// What a packet must be for the next statement, which nft tests without saying so: "reject with icmp ..." is for IPv4.
    /// </summary>
    public static FirewallMatch? Implied(NftTokens tokens)
    {
        var isReject = tokens.Next.Is("reject") && tokens.Ahead(1).Is("with");
        if (!isReject && !tokens.Next.Is("dnat") && !tokens.Next.Is("snat"))
        {
            return null;
        }

        return tokens.Ahead(isReject ? 2 : 1) switch
        {
            { Quoted: false, Text: "icmp" or "ip" } => new FirewallMatch(FirewallMatchKind.NetworkProtocol, false, ["ipv4"]),
            { Quoted: false, Text: "icmpv6" or "ip6" } => new FirewallMatch(FirewallMatchKind.NetworkProtocol, false, ["ipv6"]),
            { Quoted: false, Text: "tcp" } => new FirewallMatch(FirewallMatchKind.Protocol, false, ["tcp"]),
            _ => null,
        };
    }

    /// <summary>Takes any other statement with an effect; null, and nothing taken, if the next words are none.</summary>
    public static FirewallTarget? Statement(NftTokens tokens)
    {
        if (tokens.Next.Quoted)
        {
            return null;
        }

        if (NftChanges.Take(tokens) is { } change)
        {
            return change;
        }

        FirewallTargetKind? kind = tokens.Next.Text switch
        {
            "reject" => FirewallTargetKind.Reject,
            "queue" => FirewallTargetKind.Queue,
            "masquerade" => FirewallTargetKind.Masquerade,
            "dnat" => FirewallTargetKind.Dnat,
            "snat" => FirewallTargetKind.Snat,
            "redirect" => FirewallTargetKind.Redirect,
            "tproxy" or "synproxy" or "fwd" => FirewallTargetKind.Unknown,
            "xt" when tokens.Ahead(1).Is("target") => FirewallTargetKind.Unknown,
            "ip" or "ip6" or "tcp" or "udp" or "th" or "ether" when tokens.Ahead(2).Is("set") => FirewallTargetKind.Unknown,
            _ => null,
        };
        return kind is { } known ? Rest(tokens, known) : null;
    }

    /// <summary>Takes a statement that ends the rule, up to the next known word, with its words as values.</summary>
    private static FirewallTarget Rest(NftTokens tokens, FirewallTargetKind kind)
    {
        var name = tokens.Take().Text;
        var values = tokens.TakeUntil(IsBegin).Where(word => word is not ("to" or "ip" or "ip6" or "with"));
        return new FirewallTarget(kind, [.. values]) { Name = kind == FirewallTargetKind.Unknown ? name : null };
    }
}
