using System.Text;

namespace NetAudit.Live.Tests.Filtering;

/// <summary>Random rules in iptables-restore's syntax.</summary>
internal sealed class IptablesRules(Random random, bool isIPv6)
{
    private const int UserChains = 3;

    private static readonly (string Table, string[] Chains)[] Tables =
    [
        ("raw", ["PREROUTING", "OUTPUT"]),
        ("mangle", ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"]),
        ("nat", ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"]),
        ("filter", ["INPUT", "FORWARD", "OUTPUT"]),
    ];

    public string Text()
    {
        var text = new StringBuilder();
        foreach (var (table, chains) in Tables)
        {
            if (table != "filter" && random.Next(3) != 0)
            {
                continue;
            }

            text.Append('*').AppendLine(table);
            foreach (var chain in chains)
            {
                var drops = table == "filter" ? random.Next(3) == 0 : table == "mangle" && random.Next(20) == 0;
                text.AppendLine($":{chain} {(drops ? "DROP" : "ACCEPT")} [0:0]");
            }

            for (var at = 0; at < UserChains && table != "nat"; at++)
            {
                text.AppendLine($":U{at} - [0:0]");
            }

            foreach (var chain in chains)
            {
                Rules(text, table, chain, -1);
            }

            for (var at = 0; at < UserChains && table != "nat"; at++)
            {
                Rules(text, table, "U" + at, at);
            }

            text.AppendLine("COMMIT");
        }

        return text.ToString();
    }

    private void Rules(StringBuilder text, string table, string chain, int level)
    {
        for (var count = random.Next(table == "nat" ? 2 : 5); count > 0; count--)
        {
            // A match may occur once in a rule, and matches of ports exclude each other.
            var drawn = Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(14));
            var kinds = drawn.DistinctBy(kind => kind is >= 4 and <= 7 ? 4 : kind);
            var matches = string.Concat(kinds.Select(kind => Match(kind, chain) + " "));
            text.AppendLine($"-A {chain} {Protocol(matches)}{matches}{Target(table, chain, level)}");
        }
    }

    /// <summary>Ensures that a rule with ports names a protocol before them.</summary>
    private string Protocol(string matches) =>
        matches.Contains("port", StringComparison.Ordinal) ? Pick("-p tcp ", "-p udp ")
        : matches.Contains("tcp-flags", StringComparison.Ordinal) ? "-p tcp "
        : random.Next(4) == 0 ? Pick("-p tcp ", "-p udp ", isIPv6 ? "-p ipv6-icmp " : "-p icmp ", "! -p udp ", "-p sctp ")
        : "";

    private string Match(int kind, string chain)
    {
        var mayIn = chain is not ("OUTPUT" or "POSTROUTING");
        var mayOut = chain is not ("PREROUTING" or "INPUT");
        return kind switch
        {
            0 when mayIn => Pick("-i a", "! -i b", "-i c", "! -i lo", "-i +", "-i a+"),
            1 when mayOut => Not() + "-o " + Pick("a", "b", "c", "lo"),
            2 => Not() + "-s " + Address(random.Next(1, 4)),
            3 => Not() + "-d " + Address(random.Next(1, 4)),
            4 => "-m multiport " + Not() + "--dports 53,1000:4999,8080",
            5 => "--dport " + Pick("53", "4789", "1000:5000", ":1023", "8080"),
            6 => "--sport " + Pick("53", "1024:", "30000:40000"),
            8 => "-m mark " + Not() + "--mark " + Pick("0x1", "0x1/0x1", "0x2/0x3", "0x0"),
            9 => "-m conntrack "
                + Not()
                + "--ctstate "
                + Pick("NEW", "ESTABLISHED", "RELATED,ESTABLISHED", "INVALID", "NEW,UNTRACKED", "DNAT"),
            10 => "-m addrtype " + Not() + Pick("--dst-type LOCAL", "--src-type LOCAL"),
            11 when mayIn => "-m iprange " + Not() + (isIPv6 ? "--src-range fd00:1::2-fd00:1::5" : "--src-range 10.1.0.2-10.2.0.5"),
            7 => "--tcp-flags FIN,SYN,RST,ACK " + Pick("SYN", "RST", "SYN,ACK"),
            12 when mayIn => Pick("-m comment --comment \"-j DROP\"", "-m state --state NEW", "-m policy --dir in --pol none"),
            12 => Pick("-m comment --comment \"-j DROP\"", "-m state --state NEW"),
            _ => Pick("-m length --length 0:65535", "-m pkttype --pkt-type broadcast", isIPv6 ? "-m hl --hl-gt 1" : "-m ttl --ttl-gt 1"),
        };
    }

    private string Target(string table, string chain, int level)
    {
        if (table == "nat")
        {
            return chain switch
            {
                "PREROUTING" when !isIPv6 => "-j DNAT --to-destination " + Pick("10.3.0.9", "10.3.0.2"),
                "POSTROUTING" => "-j MASQUERADE",
                _ => "-j ACCEPT",
            };
        }

        var next = level + 1 < UserChains ? "U" + random.Next(level + 1, UserChains) : null;
        return random.Next(10) switch
        {
            0 or 1 when next is not null => "-j " + next,
            2 when next is not null => "-g " + next,
            3 or 4 => "-j DROP",
            5 => "-j RETURN",
            6 when table == "mangle" => "-j MARK --set-xmark " + Pick("0x1/0xffffffff", "0x1/0x1", "0x2/0x2", "0x0/0x1"),
            6 when table == "raw" => "-j CT --notrack",
            6 when table == "filter" => "-j REJECT",
            7 when table == "mangle" => "-j MARK --set-xmark " + Pick("0x3/0x3", "0x1/0x0"),
            8 => "", // It only counts.
            _ => "-j ACCEPT",
        };
    }

    private string Address(int network) =>
        isIPv6
            ? Pick($"fd00:{network}::/64", $"fd00:{network}::1/128", $"fd00:{network}::{random.Next(2, 10)}/128", "fd00::/16")
            : Pick(
                $"10.{network}.0.0/16",
                $"10.{network}.0.1/32",
                $"10.{network}.0.{random.Next(2, 10)}/32",
                "10.0.0.0/14",
                $"10.{network}.0.4/30"
            );

    private string Not() => random.Next(4) == 0 ? "! " : "";

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
