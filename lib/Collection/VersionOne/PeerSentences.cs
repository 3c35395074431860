using System.Text.RegularExpressions;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Collection.VersionOne;

/// <summary>Reads the ends of a probe as version 1 wrote them.</summary>
internal static class PeerSentences
{
    private const string EngineWord = "engine ";

    private static readonly Regex s_sender = ProbeSentences.Pattern(
        @"^container (?<name>[^ ]+) \(((?<link>[^ ]+) )?(?<address>[0-9A-Fa-f:.]+) on (?<network>.*)\)$"
    );
    private static readonly Regex s_target = ProbeSentences.Pattern(@"^(?<address>[0-9A-Fa-f:.]+)( \((?<rest>.*)\))?$");
    private static readonly Regex s_rest = ProbeSentences.Pattern(
        @"^(?<name>[^ ,]+)( on (?<network>.*?))?(?<tail>, host [0-9A-Fa-f:.]+|, on another host)?$"
    );
    private static readonly Regex s_tail = ProbeSentences.Pattern(@"^(, host (?<host>[0-9A-Fa-f:.]+)|(?<other>, on another host))?$");
    private static readonly Regex s_subnets = ProbeSentences.Pattern(@"^ (?<own>[0-9./]+) to (?<network>.*) (?<other>[0-9./]+)$");

    /// <summary>"container c1 (eth0 10.0.1.2 on ov1)", "this host", "engine unix:///var/run/docker.sock".</summary>
    public static ProbePeer? ReadSender(string text, string solution)
    {
        if (text == "this host")
        {
            return new() { Kind = ProbePeerKind.ThisHost };
        }

        if (text.StartsWith(EngineWord, StringComparison.Ordinal))
        {
            return new() { Kind = ProbePeerKind.Engine, Address = text[EngineWord.Length..] };
        }

        return s_sender.Match(text) is not { Success: true } match
            ? null
            : new()
            {
                Kind = ProbePeerKind.Container,
                Container = match.Groups["name"].Value,
                Link = ProbeSentences.Group(match, "link"),
                Address = match.Groups["address"].Value,
                Network = NetworkOf(match.Groups["network"].Value, solution),
            };
    }

    /// <summary>"10.0.1.3 (c2 on ov1, host 10.99.0.2)"; what the network's words say of the sender's subnet is added to it.</summary>
    public static ProbePeer? ReadTarget(string text, string? networks, string solution, ref ProbePeer sender)
    {
        if (s_target.Match(text) is not { Success: true } match)
        {
            return null;
        }

        var address = match.Groups["address"].Value;
        var rest = ProbeSentences.Group(match, "rest");
        return rest switch
        {
            null => new() { Kind = ProbePeerKind.NameServer, Address = address },
            "its default gateway" => new() { Kind = ProbePeerKind.Gateway, Address = address },
            "the other host itself" => new()
            {
                Kind = ProbePeerKind.OtherHost,
                Address = address,
                Host = address,
                IsRemote = true,
            },
            _ => ReadEndpoint(address, rest, networks, solution, ref sender),
        };
    }

    private static ProbePeer? ReadEndpoint(string address, string rest, string? networks, string solution, ref ProbePeer sender)
    {
        var own = sender.Network?.Name ?? sender.Network?.Subnet ?? solution;
        var after = networks?.StartsWith(own, StringComparison.Ordinal) == true ? networks[own.Length..] : "";
        var subnets = s_subnets.Match(after);
        var isSubnets = subnets.Success && ProbeSentences.Group(subnets, "network") == own;
        var other =
            after.Length == 0 || isSubnets ? own
            : after.StartsWith(" to ", StringComparison.Ordinal) ? after[" to ".Length..]
            : null;
        if (other is null || s_rest.Match(rest) is not { Success: true } match)
        {
            return null;
        }

        // A network's name may hold any text, so the record's own name is compared.
        var name = match.Groups["name"].Value;
        var before = $"{name} on {other}";
        var tail = rest.StartsWith(before, StringComparison.Ordinal) ? rest[before.Length..] : ProbeSentences.Group(match, "tail") ?? "";
        var end = s_tail.Match(tail);
        if (isSubnets)
        {
            sender = sender with { Network = sender.Network! with { Subnet = ProbeSentences.Group(subnets, "own") } };
        }

        var network = NetworkOf(other, solution);
        return !end.Success
            ? null
            : new()
            {
                Kind = name == other ? ProbePeerKind.Subnet : ProbePeerKind.Container,
                Address = address,
                Container = name == other || name == address ? null : name,
                Network = isSubnets ? network with { Subnet = ProbeSentences.Group(subnets, "other") } : network,
                Host = ProbeSentences.Group(end, "host"),
                IsRemote = tail.Length > 0,
            };
    }

    /// <summary>A network that the engine doesn't know was written as its subnet, or as the solution.</summary>
    private static NetworkRef NetworkOf(string text, string solution) =>
        text == solution ? new()
        : Subnet.Parse(text) is not null ? new() { Subnet = text }
        : new() { Name = text };
}
