using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>A selector of nft's: the part of a packet that a match looks at.</summary>
/// <param name="Kind">The kind of match.</param>
/// <param name="Implies">What the packet must be for it to be there at all: nft tests that too, without saying so.</param>
internal sealed record NftSelector(FirewallMatchKind Kind, FirewallMatch? Implies);

/// <summary>The selectors that are understood.</summary>
internal static class NftSelectors
{
    private static readonly HashSet<string> Transports = ["tcp", "udp", "sctp", "dccp", "udplite"];

    /// <summary>Takes a selector; null, and nothing taken, if the next words are no known one.</summary>
    public static NftSelector? Take(NftTokens tokens)
    {
        var (first, second) = (tokens.Next, tokens.Ahead(1));
        if (first.Quoted)
        {
            return null;
        }

        if (first.Text is "iifname" or "iif")
        {
            return Taken(tokens, 1, FirewallMatchKind.InLink);
        }

        if (first.Text is "oifname" or "oif")
        {
            return Taken(tokens, 1, FirewallMatchKind.OutLink);
        }

        var kind = (first.Text, second.Text) switch
        {
            ("meta", "iifname" or "iif") => FirewallMatchKind.InLink,
            ("meta", "oifname" or "oif") => FirewallMatchKind.OutLink,
            ("meta", "l4proto") or ("ip", "protocol") => FirewallMatchKind.Protocol,
            ("meta", "nfproto") => FirewallMatchKind.NetworkProtocol,
            ("meta", "mark") => FirewallMatchKind.Mark,
            ("ct", "mark") => FirewallMatchKind.ConntrackMark,
            ("ct", "state" or "status") => FirewallMatchKind.ConntrackState,
            ("ip" or "ip6", "saddr") => FirewallMatchKind.Source,
            ("ip" or "ip6", "daddr") => FirewallMatchKind.Destination,
            ("icmp" or "icmpv6", "type") => FirewallMatchKind.IcmpType,
            ("tcp", "flags") => FirewallMatchKind.TcpFlags,
            ("th", "sport") => FirewallMatchKind.SourcePort,
            ("th", "dport") => FirewallMatchKind.DestinationPort,
            (_, "sport") when Transports.Contains(first.Text) => FirewallMatchKind.SourcePort,
            (_, "dport") when Transports.Contains(first.Text) => FirewallMatchKind.DestinationPort,
            _ => FirewallMatchKind.Unknown,
        };
        if (kind != FirewallMatchKind.Unknown)
        {
            return Taken(tokens, 2, kind, Implied(first.Text));
        }

        return first.Is("fib") && second.Text is "saddr" or "daddr" && tokens.Ahead(2).Is("type")
            ? Taken(tokens, 3, second.Text == "saddr" ? FirewallMatchKind.SourceType : FirewallMatchKind.DestinationType)
            : null;
    }

    private static NftSelector Taken(NftTokens tokens, int count, FirewallMatchKind kind, FirewallMatch? implies = null)
    {
        tokens.Position += count;
        return new NftSelector(kind, implies);
    }

    private static FirewallMatch? Implied(string word) =>
        word switch
        {
            "ip" => new FirewallMatch(FirewallMatchKind.NetworkProtocol, false, ["ipv4"]),
            "ip6" => new FirewallMatch(FirewallMatchKind.NetworkProtocol, false, ["ipv6"]),
            "icmp" or "icmpv6" => new FirewallMatch(FirewallMatchKind.Protocol, false, [FirewallNames.Protocol(word)]),
            _ when Transports.Contains(word) => new FirewallMatch(FirewallMatchKind.Protocol, false, [word]),
            _ => null,
        };
}
