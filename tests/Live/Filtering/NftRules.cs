using System.Text;

namespace NetAudit.Live.Tests.Filtering;

/// <summary>Random rules in nft's syntax.</summary>
internal sealed class NftRules(Random random)
{
    private const int UserChains = 3;

    private static readonly string[] Hooks = ["prerouting", "input", "forward", "output", "postrouting"];
    private static readonly int[] Priorities = [-310, -300, -150, -10, 0, 5, 50, 120];

    public string Text()
    {
        var text = new StringBuilder();
        for (var at = random.Next(1, 3); at > 0; at--)
        {
            Table(text, Pick("ip", "ip6", "inet", "inet"), "t" + at);
        }

        return text.ToString();
    }

    private void Table(StringBuilder text, string family, string name)
    {
        text.AppendLine($"table {family} {name} {{");
        var isIPv6 = family == "ip6";
        var type = isIPv6 ? "ipv6_addr" : "ipv4_addr";
        text.AppendLine($"set peers {{ type {type}; flags interval; elements = {{ {Addresses(isIPv6)} }} }}");
        text.AppendLine("set ports { type inet_service; flags interval; elements = { 53, 1000-4999 } }");
        for (var at = UserChains - 1; at >= 0; at--)
        {
            text.AppendLine($"chain u{at} {{");
            Rules(text, family, at, mayReject: false);
            text.AppendLine("}");
        }

        text.AppendLine("map links { type ifname : verdict; elements = { \"a\" : jump u1, \"b\" : goto u2, \"c\" : accept } }");
        for (var count = random.Next(1, 5); count > 0; count--)
        {
            var hook = Pick(Hooks);
            text.AppendLine(
                $"chain b{count} {{ type filter hook {hook} priority {Priorities[random.Next(Priorities.Length)]}; "
                    + $"policy {(random.Next(4) == 0 ? "drop" : "accept")};"
            );
            Rules(text, family, -1, mayReject: hook is "input" or "forward" or "output");
            text.AppendLine("}");
        }

        text.AppendLine("}");
    }

    private void Rules(StringBuilder text, string family, int level, bool mayReject)
    {
        for (var count = random.Next(5); count > 0; count--)
        {
            var isIPv6 = family == "ip6" || (family == "inet" && random.Next(3) == 0);
            var protocol = random.Next(3) == 0 ? OfProtocol(isIPv6) + " " : "";
            var matches = string.Concat(Enumerable.Range(0, random.Next(3)).Select(_ => Match(family, isIPv6) + " "));
            text.AppendLine($"{matches}{protocol}{Statement(level, mayReject, protocol.Length == 0)}");
        }
    }

    /// <summary>A protocol's match, one per rule, as nft refuses two that contradict each other.</summary>
    private string OfProtocol(bool isIPv6) =>
        random.Next(5) switch
        {
            0 => Pick("udp", "tcp", "th") + " dport" + Not() + Pick(" @ports", " { 53, 8080 }", " 1000-5000", " 4789"),
            1 => Pick("udp dport", "tcp sport") + Pick(" < 1024", " >= 1024"),
            2 => "meta l4proto" + Not() + Pick(" tcp", " { udp, icmp }", " 132", " ipv6-icmp"),
            3 => isIPv6 ? "icmpv6 type { echo-request, echo-reply }" : "icmp type echo-request",
            _ => Pick("tcp flags syn", "tcp flags & (fin | syn | rst | ack) == syn", "tcp flags ! ack"),
        };

    private string Match(string family, bool isIPv6)
    {
        var ip = isIPv6 ? "ip6" : "ip";
        var peers = isIPv6 == (family == "ip6") ? "@peers" : Addresses(isIPv6).Split(',')[0];
        return random.Next(10) switch
        {
            0 => Pick("iifname", "oifname") + Not() + Pick(" \"a\"", " { \"a\", \"c\" }", " \"b*\"", " { \"b\", \"lo\" }"),
            1 => Pick("iif", "oif") + " lo",
            2 or 3 => $"{ip} saddr{Not()} {{ {Addresses(isIPv6)} }}",
            4 => $"{ip} daddr{Not()} {peers}",
            5 or 6 => Pick("meta mark", "mark") + Pick(" 0x1", " != 0x1", " & 0x1 == 0x1", " and 0x3 != 0x2", " { 0x0, 0x2 }"),
            7 => "ct state" + Pick(" new", " established,related", " { new, untracked }", " != invalid", " invalid"),
            8 => Pick("fib daddr type local", "fib saddr type local"),
            9 when family == "inet" && !isIPv6 => Pick("meta nfproto ipv4", "meta nfproto != ipv6"),
            _ => Pick("meta length > 1", "pkttype broadcast", "meta cpu < 999"),
        };
    }

    private string Statement(int level, bool mayReject, bool mayLookUp)
    {
        var next = level + 1 < UserChains ? "u" + random.Next(level + 1, UserChains) : null;
        return Pick("counter ", "", "")
            + random.Next(13) switch
            {
                0 or 1 when next is not null => "jump " + next,
                2 when next is not null => "goto " + next,
                3 or 4 => "drop",
                5 => "return",
                6 => "meta mark set " + Pick("0x1", "0x2", "meta mark | 0x1", "mark & 0xfffffffe", "meta mark & 0xff ^ 0x2"),
                7 => "meta mark set 0x1 accept",
                8 when mayReject => "reject",
                9 when level < 0 => Pick("iifname", "oifname") + " vmap @links",
                10 => "meta mark vmap { 0x1 : drop, 0x2 : accept }",
                11 => "ct state vmap { established : accept, invalid : drop, new : " + Pick("accept", "continue", "drop") + " }",
                12 when mayLookUp => "meta l4proto vmap { tcp : accept, udp : " + Pick("drop", "return", "accept") + " }",
                _ => "accept",
            };
    }

    private string Addresses(bool isIPv6)
    {
        var network = random.Next(1, 4);
        return isIPv6
            ? Pick($"fd00:{network}::/64", $"fd00:{network}::1, fd00:{network}::4-fd00:{network}::6")
            : Pick($"10.{network}.0.0/16", $"10.{network}.0.1, 10.{network}.0.4-10.{network}.0.6", "10.1.0.0/16, 10.3.0.2");
    }

    private string Not() => random.Next(4) == 0 ? " !=" : "";

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
