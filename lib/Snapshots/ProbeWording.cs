using System.Globalization;
using NetAudit.Model;

namespace NetAudit.Snapshots;

/// <summary>
/// A probe record in words. Rows and evidence share them, and rooms below Rows make evidence too, so the words are beside the records. Only
/// the reader of old snapshots reads them back.
/// </summary>
internal static class ProbeWording
{
    private const string Nothing = "nothing";

    /// <summary>"container c1 (eth0 10.0.1.2 on ov1)", "this host", "engine unix:///var/run/docker.sock".</summary>
    public static string Sender(ProbeRecord record) => Sender(record.From, record.Solution);

    /// <summary>The sender of an end: "container c1 (eth0 10.0.1.2 on ov1)".</summary>
    public static string Sender(ProbePeer from, string solution) =>
        from.Kind switch
        {
            ProbePeerKind.ThisHost => "this host",
            ProbePeerKind.Engine => $"engine {from.Address}",
            _ => $"container {from.Container} ({(from.Link is null ? "" : from.Link + " ")}{from.Address} on "
                + $"{Network(from.Network, solution)})",
        };

    /// <summary>"10.0.1.3 (c2 on ov1, host 10.99.0.2)", "127.0.0.11", "the same subnet again (198.18.0.0/28)".</summary>
    public static string Target(ProbeRecord record) =>
        record switch
        {
            { To: { } to } => Target(to, record.Solution),
            { Finding: NetworkTried { Network: { } network } } => TrialWording.Subnet(network),
            _ => "",
        };

    /// <summary>The target of an end, with its network.</summary>
    public static string Target(ProbePeer to, string solution)
    {
        var network = Network(to.Network, solution);
        var name = Name(to);
        return to.Kind switch
        {
            ProbePeerKind.OtherHost => $"{to.Address} (the other host itself)",
            ProbePeerKind.Gateway => $"{to.Address} (its default gateway)",
            ProbePeerKind.NameServer => to.Address ?? "",
            _ => $"{to.Address} ({name}{(name == network ? "" : $" on {network}")}{Host(to, ", host ", ", on another host")})",
        };
    }

    /// <summary>The network or networks of the two ends: "ov1", "ov1 to ov2"; with subnets if only those differ.</summary>
    public static string? Networks(ProbeRecord record) =>
        record.Finding is NetworkTried tried ? tried.Name : Networks(record.From, record.To, record.Solution);

    /// <summary>The network or networks of two ends.</summary>
    public static string? Networks(ProbePeer from, ProbePeer? to, string solution)
    {
        if (to?.Kind is null or ProbePeerKind.OtherHost or ProbePeerKind.Gateway)
        {
            return null;
        }

        var own = Network(from.Network, solution);
        if (from.Network is null || to.Network is null || from.Network.IsSamePlace(to.Network))
        {
            return own;
        }

        var other = Network(to.Network, solution);
        return own == other ? $"{own} {from.Network.Subnet} to {other} {to.Network.Subnet}" : $"{own} to {other}";
    }

    /// <summary>A record's sender and target, in short: "c1 and c2 on 10.99.0.2".</summary>
    public static string Pair(ProbeRecord record) => $"{SenderName(record)} and {TargetName(record)}";

    /// <summary>A record's sender, target and answer.</summary>
    public static string PairAndAnswer(ProbeRecord record) => $"{Pair(record)}, {AnswerWording.Answer(record)}";

    /// <summary>The sender in short: "c1".</summary>
    public static string SenderName(ProbeRecord record) =>
        record.From.Kind == ProbePeerKind.Container ? record.From.Container ?? "" : Sender(record);

    /// <summary>The target in short: "c2 on 10.99.0.2".</summary>
    public static string TargetName(ProbeRecord record) =>
        record.To is { Kind: ProbePeerKind.Container or ProbePeerKind.HostEnd or ProbePeerKind.Subnet } to
            ? Name(to) + Host(to, " on ", " on another host")
            : Target(record);

    /// <summary>What was sent: "IP protocol 132 (SCTP), marker 4f1c…"; for a requested network the equivalent command.</summary>
    public static string Sent(ProbeRecord record) =>
        record switch
        {
            { HasNoRoute: true } => Nothing,
            { Finding: NameAnswer answer } => Question(answer),
            { Finding: NetworkTried tried } => TrialWording.Command(tried),
            { Finding: HopTrace } or { Check: ProbeCheck.PartialConnectivity, To.Kind: not ProbePeerKind.OtherHost } => Hops(
                record.Packets.Count
            ),
            { Packets: [{ Size: not null }, ..] } => string.Join("; ", record.Packets.Select(Sized)),
            { Packets.Count: > 0 } => string.Join("; ", record.Packets.Select(ReplyWording.Packet)),
            _ => Nothing,
        };

    private static string Sized(ProbePacket packet) =>
        $"{ReplyWording.Packet(packet)}, {packet.Size} bytes, {(packet.MayFragment ? "which may be" : "not to be")} fragmented";

    /// <summary>"DNS query A c2".</summary>
    public static string Question(NameAnswer answer) => Question(answer.Type, answer.Name, answer.MustNotExist);

    /// <summary>The text of a question before it is asked.</summary>
    public static string Question(NameRecordType type, string name, bool mustNotExist) =>
        $"DNS query {type} {name}{(mustNotExist ? " (which must not exist)" : "")}";

    /// <summary>"5 ICMP echo requests that may go 1 to 5 hops".</summary>
    public static string Hops(int hops) => $"{hops} ICMP echo requests that may go 1 to {hops} hops";

    /// <summary>"nothing within 1 s".</summary>
    public static string NothingWithin(TimeSpan waited) =>
        string.Format(CultureInfo.InvariantCulture, "nothing within {0:0.###} s", waited.TotalSeconds);

    /// <summary>What was sent, from where, what came back, and how long that took.</summary>
    public static Evidence Evidence(ProbeRecord record) =>
        record.Finding is NetworkTried
            ? new(
                Sent(record),
                string.Format(
                    CultureInfo.InvariantCulture,
                    "{0} ({1:0.##} ms)",
                    AnswerWording.Answer(record),
                    record.Took.TotalMilliseconds
                )
            )
            : new(
                "probe from " + Sender(record),
                string.Format(
                    CultureInfo.InvariantCulture,
                    "{0} to {1}: {2} ({3:0.##} ms)",
                    Sent(record),
                    Target(record),
                    AnswerWording.Answer(record),
                    record.Took.TotalMilliseconds
                )
            );

    private static string Name(ProbePeer peer) =>
        peer.Container
        ?? (
            peer.Kind == ProbePeerKind.Subnet ? peer.Network?.Subnet
            : peer.Kind == ProbePeerKind.HostEnd ? peer.Link
            : null
        )
        ?? peer.Address
        ?? "";

    private static string Host(ProbePeer peer, string known, string unknown) =>
        peer.Host is not null ? known + peer.Host
        : peer.IsRemote ? unknown
        : "";

    private static string Network(NetworkRef? network, string solution) => network?.Name ?? network?.Subnet ?? solution;
}
