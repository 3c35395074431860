using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>The targets of iptables' rules.</summary>
internal static class IptablesTargetText
{
    // They change something of the packet or write of it, and it goes on with the next rule.
    private static readonly HashSet<string> Harmless =
    [
        "LOG",
        "NFLOG",
        "ULOG",
        "TCPMSS",
        "TTL",
        "HL",
        "TOS",
        "DSCP",
        "ECN",
        "CLASSIFY",
        "CHECKSUM",
        "AUDIT",
        "TRACE",
        "SET",
        "IDLETIMER",
        "RATEEST",
        "LED",
        "TEE",
        "SECMARK",
        "CONNSECMARK",
        "TCPOPTSTRIP",
    ];

    /// <summary>The target in what follows "-j" or "-g"; null if nothing does.</summary>
    public static FirewallTarget? Read(bool isGoto, IReadOnlyList<string> words, Func<string, bool> isChain)
    {
        if (words.Count == 0)
        {
            return null;
        }

        var name = words[0];
        if (isGoto || isChain(name))
        {
            return new FirewallTarget(isGoto ? FirewallTargetKind.Goto : FirewallTargetKind.Jump, []) { Chain = name };
        }

        return name switch
        {
            "ACCEPT" => new FirewallTarget(FirewallTargetKind.Accept, []),
            "DROP" => new FirewallTarget(FirewallTargetKind.Drop, []),
            "REJECT" => new FirewallTarget(FirewallTargetKind.Reject, Values(words)),
            "RETURN" => new FirewallTarget(FirewallTargetKind.Return, []),
            "QUEUE" or "NFQUEUE" => new FirewallTarget(FirewallTargetKind.Queue, Values(words)),
            "MARK" => Mark(words),
            "CONNMARK" => Connmark(words),
            "DNAT" => new FirewallTarget(FirewallTargetKind.Dnat, Values(words)),
            "REDIRECT" => new FirewallTarget(FirewallTargetKind.Redirect, Values(words)),
            "SNAT" => new FirewallTarget(FirewallTargetKind.Snat, Values(words)),
            "MASQUERADE" => new FirewallTarget(FirewallTargetKind.Masquerade, Values(words)),
            "NOTRACK" => new FirewallTarget(FirewallTargetKind.NoTrack, []),
            "CT" when words.Contains("--notrack") => new FirewallTarget(FirewallTargetKind.NoTrack, []),
            "CT" => new FirewallTarget(FirewallTargetKind.Harmless, Values(words)) { Name = name },
            _ when Harmless.Contains(name) => new FirewallTarget(FirewallTargetKind.Harmless, Values(words)) { Name = name },
            _ => new FirewallTarget(FirewallTargetKind.Unknown, Values(words)) { Name = name },
        };
    }

    /// <summary>What its options say, without their names: "10.0.0.2:80".</summary>
    private static IReadOnlyList<string> Values(IReadOnlyList<string> words) =>
        [.. words.Skip(1).Where(word => !word.StartsWith("--", StringComparison.Ordinal))];

    private static FirewallTarget Mark(IReadOnlyList<string> words)
    {
        var value = words.Count > 2 ? FirewallNames.Mark(words[2]) : null;
        var plain = words.Count > 2 ? FirewallNames.MarkNumber(words[2]) : null;
        var change = (words.ElementAtOrDefault(1), value, plain) switch
        {
            ("--set-xmark", not null, _) => value,
            // With a mask it is another change than --set-xmark, and iptables-save doesn't print it.
            ("--set-mark", _, { } all) => FirewallNames.Mark(all, uint.MaxValue),
            ("--or-mark", _, { } bits) => FirewallNames.Mark(bits, bits),
            ("--and-mark", _, { } bits) => FirewallNames.Mark(0, ~bits),
            ("--xor-mark", _, { } bits) => FirewallNames.Mark(bits, 0),
            _ => null,
        };
        return change is null
            ? new FirewallTarget(FirewallTargetKind.SetUnknownMark, Values(words))
            : new FirewallTarget(FirewallTargetKind.SetMark, [change]);
    }

    private static FirewallTarget Connmark(IReadOnlyList<string> words) =>
        words.Contains("--restore-mark")
            ? new FirewallTarget(FirewallTargetKind.SetUnknownMark, Values(words)) { Name = words[0] }
            : new FirewallTarget(FirewallTargetKind.Harmless, Values(words)) { Name = words[0] };
}
