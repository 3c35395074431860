using System.Globalization;
using System.Text.RegularExpressions;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>An option's surroundings.</summary>
/// <param name="Module">The module of the last -m.</param>
/// <param name="Negated">Whether a "!" stood before it.</param>
/// <param name="Values">What follows it.</param>
internal sealed record MatchArguments(string Module, bool Negated, IReadOnlyList<string> Values);

/// <summary>The matches of iptables' rules.</summary>
internal static class IptablesMatchText
{
    // Those whose options are read below, and those without a meaning of their own.
    private static readonly HashSet<string> Known =
    [
        "tcp",
        "udp",
        "sctp",
        "dccp",
        "udplite",
        "icmp",
        "icmp6",
        "icmpv6",
        "comment",
        "conntrack",
        "state",
        "addrtype",
        "multiport",
        "mark",
        "connmark",
        "set",
        "policy",
        "iprange",
    ];

    // VXLAN's header after UDP's: its network identifier in the upper 24 bits of the word at 12.
    private static readonly Regex VxlanByU32 = new(@"^0x0>>0x16&0x3c@0xc&0xffffff00=0x([0-9a-f]{1,8})$", RegexOptions.CultureInvariant);
    private static readonly Regex VxlanByBpf = new(
        @",116 0 0 8,21 1 0 ([0-9]{1,8}),6 0 0 0,6 0 0 4294967295$",
        RegexOptions.CultureInvariant
    );

    /// <summary>The match that a module is which isn't understood; null for the others, whose options are.</summary>
    public static FirewallMatch? OfModule(string module, bool negated) =>
        Known.Contains(module) || module is "u32" or "bpf"
            ? null
            : new FirewallMatch(FirewallMatchKind.Unknown, negated, []) { Name = module };

    /// <summary>Reads an option and its values.</summary>
    public static void Read(string option, MatchArguments arguments, List<FirewallMatch> matches)
    {
        // "-i ! lo", as very old tools print.
        if (arguments.Values.Count > 1 && arguments.Values[0] == "!")
        {
            arguments = arguments with { Negated = !arguments.Negated, Values = [.. arguments.Values.Skip(1)] };
        }

        if (option == "--pol" && arguments.Values.Count > 0 && matches.LastOrDefault() is { Kind: FirewallMatchKind.IpsecPolicy } direction)
        {
            // "--dir in --pol none" is one match.
            matches[^1] = direction with
            {
                Values = [$"{direction.Values[0]} {arguments.Values[0]}"],
            };
        }
        else if (Kind(option, arguments.Module) is { } kind && Values(kind, option, arguments) is { } values)
        {
            var set = kind == FirewallMatchKind.IpSet ? arguments.Values[0] : null;
            matches.Add(new FirewallMatch(kind, arguments.Negated, values) { Set = set });
        }
        else if (Known.Contains(arguments.Module) || arguments.Module is "u32" or "bpf" or "")
        {
            // An option of a module that is known otherwise; those of unknown modules were named by -m.
            matches.Add(
                Vxlan(option, arguments)
                    ?? new FirewallMatch(FirewallMatchKind.Unknown, arguments.Negated, arguments.Values)
                    {
                        Name = arguments.Module.Length == 0 ? option : $"{arguments.Module} {option}",
                    }
            );
        }
    }

    private static FirewallMatchKind? Kind(string option, string module) =>
        (option, module) switch
        {
            ("-i" or "--in-interface", _) => FirewallMatchKind.InLink,
            ("-o" or "--out-interface", _) => FirewallMatchKind.OutLink,
            ("-s" or "--source" or "--src", _) => FirewallMatchKind.Source,
            ("-d" or "--destination" or "--dst", _) => FirewallMatchKind.Destination,
            ("-p" or "--protocol", _) => FirewallMatchKind.Protocol,
            ("-f" or "--fragment", _) => FirewallMatchKind.Fragment,
            ("--src-range", "iprange") => FirewallMatchKind.Source,
            ("--dst-range", "iprange") => FirewallMatchKind.Destination,
            ("--sport" or "--sports" or "--source-port" or "--source-ports", not "") => FirewallMatchKind.SourcePort,
            ("--dport" or "--dports" or "--destination-port" or "--destination-ports", not "") => FirewallMatchKind.DestinationPort,
            ("--ports", "multiport") => FirewallMatchKind.AnyPort,
            ("--tcp-flags", "tcp") => FirewallMatchKind.TcpFlags,
            ("--icmp-type" or "--icmpv6-type", _) => FirewallMatchKind.IcmpType,
            ("--mark", "mark") => FirewallMatchKind.Mark,
            ("--mark", "connmark") => FirewallMatchKind.ConntrackMark,
            ("--ctstate", "conntrack") or ("--state", "state") => FirewallMatchKind.ConntrackState,
            ("--src-type", "addrtype") => FirewallMatchKind.SourceType,
            ("--dst-type", "addrtype") => FirewallMatchKind.DestinationType,
            ("--match-set", "set") => FirewallMatchKind.IpSet,
            ("--dir", "policy") => FirewallMatchKind.IpsecPolicy,
            _ => null,
        };

    /// <summary>The values, made alike; null if they are not understood.</summary>
    private static IReadOnlyList<string>? Values(FirewallMatchKind kind, string option, MatchArguments arguments)
    {
        var values = arguments.Values;
        if (kind == FirewallMatchKind.Fragment)
        {
            return [];
        }

        if (values.Count == 0 || values[0].Length == 0)
        {
            return null;
        }

        var list = values[0].Split(',');
        return kind switch
        {
            FirewallMatchKind.InLink or FirewallMatchKind.OutLink => [values[0][^1] == '+' ? values[0][..^1] + "*" : values[0]],
            FirewallMatchKind.Protocol => [FirewallNames.Protocol(values[0])],
            FirewallMatchKind.Source or FirewallMatchKind.Destination => list,
            FirewallMatchKind.SourcePort or FirewallMatchKind.DestinationPort or FirewallMatchKind.AnyPort => Ports(list),
            FirewallMatchKind.TcpFlags => values.Count == 2 ? [Flags(values[1]) + "/" + Flags(values[0])] : null,
            FirewallMatchKind.Mark or FirewallMatchKind.ConntrackMark => FirewallNames.Mark(values[0]) is { } mark ? [mark] : null,
            FirewallMatchKind.IpSet => values.Count == 2 ? values[1].Split(',') : null,
            _ => [.. list.Select(value => value.ToLowerInvariant())],
        };
    }

    /// <summary>"1024:2047", of which either end may be left out.</summary>
    private static string[] Ports(string[] list)
    {
        var closed = list.Select(port => port.EndsWith(":", StringComparison.Ordinal) ? port + "65535" : port);
        var full = closed.Select(port => port.StartsWith(":", StringComparison.Ordinal) ? "0" + port : port);
        return [.. full.Select(port => port.Replace(':', '-'))];
    }

    private static string Flags(string flags) =>
        flags switch
        {
            "ALL" => "fin,syn,rst,psh,ack,urg",
            "NONE" => "",
            _ => flags.ToLowerInvariant(),
        };

    /// <summary>How the engine matches one overlay network's packets: by u32 up to 20.10, by BPF since.</summary>
    private static FirewallMatch? Vxlan(string option, MatchArguments arguments)
    {
        var text = arguments.Values.Count == 1 ? arguments.Values[0] : "";
        if (option == "--u32" && VxlanByU32.Match(text) is { Success: true } u32)
        {
            var word = uint.Parse(u32.Groups[1].Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            return Vxlan(word >> 8, arguments.Negated);
        }

        return option == "--bytecode" && VxlanByBpf.Match(text) is { Success: true } bpf
            ? Vxlan(uint.Parse(bpf.Groups[1].Value, CultureInfo.InvariantCulture), arguments.Negated)
            : null;
    }

    private static FirewallMatch Vxlan(uint id, bool negated) =>
        new(FirewallMatchKind.VxlanId, negated, [id.ToString(CultureInfo.InvariantCulture)]);
}
