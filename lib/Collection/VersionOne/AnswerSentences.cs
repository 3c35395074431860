using System.Globalization;
using System.Text.RegularExpressions;
using NetAudit.Snapshots;

namespace NetAudit.Collection.VersionOne;

/// <summary>Reads a probe's answer as version 1 wrote it.</summary>
internal static class AnswerSentences
{
    private const int MostHops = 16;
    private const string Arrival = "it arrived in the other container's namespace";
    private const string Stranger = "; but nothing arrived in the container: another host with its address answered";

    private static readonly Regex s_waited = ProbeSentences.Pattern("nothing within (?<seconds>[0-9]{1,4}(\\.[0-9]{1,3})?) s");
    private static readonly Regex s_hops = ProbeSentences.Pattern(
        "^(?<hops>[0-9]{1,2}) ICMP echo requests that may go 1 to [0-9]{1,2} hops$"
    );
    private static readonly Regex s_answered = ProbeSentences.Pattern("^answered after [0-9]+ routers?: (?<routers>[^;]*); (?<reply>.*)$");
    private static readonly Regex s_straight = ProbeSentences.Pattern(
        "^the one that may go a single hop was answered by the target; (?<reply>.*)$"
    );
    private static readonly Regex s_part = ProbeSentences.Pattern("^(?<what>.*?)(; it came as far as (?<routers>.*))?$");
    private static readonly Regex s_back = ProbeSentences.Pattern(", (none of [0-9]+|[0-9]+) lost on the way back.*$");
    private static readonly Regex s_mtu = ProbeSentences.Pattern(
        "^(?<reply>.*); one of (?<large>[0-9]{1,5}) bytes doesn't cross, though the vNIC's MTU is (?<mtu>[0-9]{1,5})$"
    );
    private static readonly Regex s_whole = ProbeSentences.Pattern("^(?<reply>.*): the whole MTU of the vNIC crosses$");
    private static readonly Regex s_left = ProbeSentences.Pattern("^it left by (none of (?<none>[^;]*)|(?<link>[^;]*)); (?<reply>.*)$");
    private static readonly Regex s_arrived = ProbeSentences.Pattern("^no answer, but (?<names>.*) arrived in the container's namespace$");

    /// <summary>How long the probe waited for an answer; 0 if unknown.</summary>
    public static TimeSpan ReadWaited(string answer) =>
        double.TryParse(
            ProbeSentences.Group(s_waited.Match(answer), "seconds"),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var seconds
        )
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.Zero;

    /// <summary>The record with what the words say; null if they aren't those of version 1.</summary>
    public static ProbeRecord? Read(ProbeRecord record, ProbeSentences.Words words)
    {
        if (words.Sent == "nothing")
        {
            return record with { HasNoRoute = true };
        }

        var packets = ReplySentences.ReadPackets(words.Sent);
        return record.Check switch
        {
            ProbeCheck.NameService => NameSentences.Read(record, words),
            ProbeCheck.ProtocolSupport => Protocol(record, words, packets),
            ProbeCheck.ApplicationIsolation => Isolation(record, words, packets),
            ProbeCheck.NetworkModel or ProbeCheck.EncryptionChannel => WireSentences.Read(record, words, packets),
            ProbeCheck.PathMtu => Mtu(record, words, packets),
            ProbeCheck.SeparateVnic => Vnic(record, words, packets),
            ProbeCheck.PartialConnectivity when record.To?.Kind == ProbePeerKind.OtherHost => First(record, words.Answer, packets),
            ProbeCheck.PartialConnectivity => Hops(record, words),
            _ => null,
        };
    }

    /// <summary>The record with the first packet's reply.</summary>
    public static ProbeRecord First(ProbeRecord record, string reply, IReadOnlyList<ProbePacket> packets) =>
        record with
        {
            Packets = [.. packets.Take(1).Select(packet => packet with { Reply = ReplySentences.ReadReply(reply) })],
        };

    private static ProbeRecord? Protocol(ProbeRecord record, ProbeSentences.Words words, IReadOnlyList<ProbePacket> packets) =>
        packets is not [var packet]
            ? null
            : record with
            {
                Packets = [packet with { Reply = ReplySentences.ReadReply(words.Answer), Arrived = HasArrived(packet, words.Answer) }],
                Finding = new ProtocolAnswer { Protocol = packet.Protocol },
            };

    private static bool? HasArrived(ProbePacket packet, string answer) =>
        answer.StartsWith(Arrival, StringComparison.Ordinal) ? true
        : packet.GroupAddress is null ? null
        : false;

    private static ProbeRecord Isolation(ProbeRecord record, ProbeSentences.Words words, IReadOnlyList<ProbePacket> packets)
    {
        var isStranger = words.Answer.EndsWith(Stranger, StringComparison.Ordinal);
        var answer = isStranger ? words.Answer[..^Stranger.Length] : words.Answer;
        var arrived = s_arrived.Match(answer);
        var names = (ProbeSentences.Group(arrived, "names") ?? "").Split([", "], StringSplitOptions.None);
        var replies = answer
            .Split(["; "], StringSplitOptions.None)
            .Select(part => part.Split([": "], 2, StringSplitOptions.None))
            .Where(part => part.Length == 2)
            .ToList();
        return record with
        {
            Packets =
            [
                .. packets.Select(packet =>
                    packet with
                    {
                        Reply = replies.Find(part => part[0] == ReplyWording.Name(packet.Protocol)) is { } part
                            ? ReplySentences.ReadReply(part[1])
                            : null,
                        Arrived = names.Contains(ReplyWording.Name(packet.Protocol)) ? true : null,
                    }
                ),
            ],
            Finding = new IsolationAnswer { IsWatched = isStranger || arrived.Success },
        };
    }

    private static ProbeRecord? Mtu(ProbeRecord record, ProbeSentences.Words words, IReadOnlyList<ProbePacket> packets)
    {
        var size = packets is [var first, ..] ? first.Size : null;
        if (s_mtu.Match(words.Answer) is { Success: true } less)
        {
            var finding = new PathMtu
            {
                Crosses = size,
                TooLarge = ProbeSentences.Number(less, "large"),
                LinkMtu = ProbeSentences.Number(less, "mtu") ?? 0,
            };
            return First(record, less.Groups["reply"].Value, packets) with { Finding = finding };
        }

        return s_whole.Match(words.Answer) is { Success: true } whole
            ? First(record, whole.Groups["reply"].Value, packets) with
            {
                Finding = new PathMtu { Crosses = size, LinkMtu = size ?? 0 },
            }
            : First(record, words.Answer, packets) with
            {
                Finding = new PathMtu { LinkMtu = size ?? 0 },
            };
    }

    private static ProbeRecord? Vnic(ProbeRecord record, ProbeSentences.Words words, IReadOnlyList<ProbePacket> packets) =>
        s_left.Match(words.Answer) is not { Success: true } left
            ? null
            : First(record, left.Groups["reply"].Value, packets) with
            {
                Finding = new VnicUsed
                {
                    Link = ProbeSentences.Group(left, "link"),
                    Watched = (ProbeSentences.Group(left, "none") ?? "").Split([", "], StringSplitOptions.RemoveEmptyEntries),
                },
            };

    private static ProbeRecord? Hops(ProbeRecord record, ProbeSentences.Words words)
    {
        if (ProbeSentences.Number(s_hops.Match(words.Sent), "hops") is not { } hops || hops > MostHops)
        {
            return null;
        }

        var answered = s_answered.Match(words.Answer);
        var straight = s_straight.Match(words.Answer);
        var part = s_part.Match(words.Answer);
        var told = answered.Success ? answered : part;
        var routers = (ProbeSentences.Group(told, "routers") ?? "").Split([", "], StringSplitOptions.RemoveEmptyEntries);
        var reply = ProbeSentences.Group(answered.Success ? answered : straight, "reply") is { } text
            ? ReplySentences.ReadReply(s_back.Replace(text, ""))
            : null;
        var refusal = reply is null ? ReplySentences.ReadReply(ProbeSentences.Group(part, "what") ?? "") : null;
        List<ProbeReply?> replies = [.. routers.Select(Exceeded), reply ?? refusal];
        return record with
        {
            Packets =
            [
                .. Enumerable
                    .Range(0, hops)
                    .Select(index => new ProbePacket
                    {
                        Protocol = ProbeProtocol.Icmp,
                        Hops = index + 1,
                        Reply = index < replies.Count ? replies[index] : reply ?? refusal,
                    }),
            ],
            Finding = WayOf(words.Value) is { } way ? new HopTrace { Way = way } : null,
        };
    }

    private static ProbeReply? Exceeded(string router) =>
        router == "one that keeps silent"
            ? null
            : new()
            {
                Kind = ProbeReplyKind.IcmpError,
                IcmpType = 11,
                From = router,
            };

    private static HopWay? WayOf(string value) =>
        value switch
        {
            "bridged" => HopWay.Bridged,
            "routed" => HopWay.Routed,
            "relayed" => HopWay.Relayed,
            _ => null,
        };
}
