using System.Text.RegularExpressions;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Collection.VersionOne;

/// <summary>Reads what was seen on the wire as version 1 wrote it.</summary>
internal static class WireSentences
{
    private static readonly Regex s_readable = ProbeSentences.Pattern(
        "^the marker readable on (?<link>[^ ]+) in (?<carrier>.*), (?<source>[0-9.]+) to (?<destination>[0-9.]+); (?<reply>.*)$"
    );

    private static readonly Regex s_hidden = ProbeSentences.Pattern(
        "^the marker not readable on (?<link>[^ ]+); each time (?<carrier>.*) of (?<length>[0-9]{1,5}) bytes, (?<source>[0-9.]+) to "
            + "(?<destination>[0-9.]+); (?<reply>.*)$"
    );

    private static readonly Regex s_unseen = ProbeSentences.Pattern(
        "^neither the marker nor anything that could hide it on (?<links>.*?)( to [0-9.]+)?; (?<reply>.*)$"
    );

    private static readonly (WireEncapsulation Encapsulation, Regex Pattern)[] s_carriers =
    [
        (WireEncapsulation.Vxlan, ProbeSentences.Pattern("^VXLAN, VNI (?<vni>[0-9]{1,8}), UDP port (?<port>[0-9]{1,5})$")),
        (WireEncapsulation.FlannelUdp, ProbeSentences.Pattern("^Flannel's UDP, port (?<port>[0-9]{1,5})$")),
        (WireEncapsulation.Sleeve, ProbeSentences.Pattern("^Weave's sleeve, UDP port (?<port>[0-9]{1,5})$")),
        (WireEncapsulation.WireGuard, ProbeSentences.Pattern("^WireGuard, UDP port (?<port>[0-9]{1,5})$")),
        (WireEncapsulation.Esp, ProbeSentences.Pattern("^ESP$")),
        (WireEncapsulation.IPInIP, ProbeSentences.Pattern("^IP in IP$")),
        (WireEncapsulation.Plain, ProbeSentences.Pattern("^a plain IP packet, nothing around it$")),
    ];

    /// <summary>The record with what the words say; null if they aren't those of version 1.</summary>
    public static ProbeRecord? Read(ProbeRecord record, ProbeSentences.Words words, IReadOnlyList<ProbePacket> packets)
    {
        if (s_unseen.Match(words.Answer) is { Success: true } unseen)
        {
            var watched = unseen.Groups["links"].Value.Split([", "], StringSplitOptions.RemoveEmptyEntries);
            return AnswerSentences.First(record, unseen.Groups["reply"].Value, packets) with
            {
                Finding = new WireSighting { Watched = watched },
            };
        }

        var readable = s_readable.Match(words.Answer);
        var match = readable.Success ? readable : s_hidden.Match(words.Answer);
        return !match.Success || ReadCarrier(match) is not { } carrier
            ? null
            : AnswerSentences.First(record, match.Groups["reply"].Value, packets) with
            {
                Finding = new WireSighting
                {
                    Carrier = carrier,
                    Model = ValueNames.FindNetworkModel(record.Check == ProbeCheck.NetworkModel ? words.Value : null),
                    Scheme = ValueNames.FindEncryptionScheme(record.Check == ProbeCheck.EncryptionChannel ? words.Value : null),
                    IsReadable = readable.Success,
                },
            };
    }

    private static WireCarrier? ReadCarrier(Match match)
    {
        foreach (var (encapsulation, pattern) in s_carriers)
        {
            if (pattern.Match(match.Groups["carrier"].Value) is { Success: true } carrier)
            {
                return new()
                {
                    Encapsulation = encapsulation,
                    Vni = ProbeSentences.Number(carrier, "vni"),
                    Port = ProbeSentences.Number(carrier, "port"),
                    Link = match.Groups["link"].Value,
                    Source = match.Groups["source"].Value,
                    Destination = match.Groups["destination"].Value,
                    Length = ProbeSentences.Number(match, "length") ?? 0,
                };
            }
        }

        return null;
    }
}
