using System.Globalization;
using NetAudit.Model;

namespace NetAudit.Snapshots;

/// <summary>What came back for a probe, in words.</summary>
internal static class AnswerWording
{
    private const int MostNames = 4;

    private static readonly int[] s_initialTimesToLive = [64, 128, 255];

    /// <summary>"ICMP protocol unreachable from 10.0.1.3"; "nothing within 1 s".</summary>
    public static string Answer(ProbeRecord record)
    {
        if (record.HasNoRoute)
        {
            return $"{(IsWatchedOnWire(record) ? "the container" : "this host's kernel")} has no route to it";
        }

        return record.Finding switch
        {
            NameAnswer name => Named(record, name),
            NetworkTried tried => TrialWording.Answer(tried),
            WireSighting sighting => $"{Wire(sighting, record.To)}; {First(record)}",
            VnicUsed used => $"{Left(used)}; {First(record)}",
            IsolationAnswer isolation => Crossed(record, isolation),
            PathMtu mtu => Sized(record, mtu),
            ProtocolAnswer => Protocol(record),
            _ when record.Check == ProbeCheck.PartialConnectivity && record.To?.Kind != ProbePeerKind.OtherHost => Way(record),
            _ => First(record),
        };
    }

    /// <summary>The finding in short, as rows show it: "TCP", "VXLAN", "Resolved", "1402"; "" if there is none.</summary>
    public static string Value(ProbeRecord record) =>
        record switch
        {
            { Check: ProbeCheck.ApplicationIsolation } => record.To?.IsRemote == false ? "local" : "remote",
            { To.Kind: ProbePeerKind.OtherHost } => "host",
            { Finding: NameAnswer { Result: not NameResult.Untold } name } => name.Result.ToString(),
            { Finding: NetworkTried { Network: { } network } } => network.Part.ToString(),
            { Finding: WireSighting sighting, Check: ProbeCheck.NetworkModel } => sighting.Model?.Name() ?? "",
            { Finding: WireSighting sighting } => sighting.Scheme?.Name() ?? "",
            { Finding: VnicUsed used } => used.Link ?? "",
            { Finding: PathMtu { Crosses: { } size } } => size.ToString(CultureInfo.InvariantCulture),
            { Finding: ProtocolAnswer protocol } => ReplyWording.Name(protocol.Protocol),
            { Finding: HopTrace { Way: HopWay.Bridged } } => "bridged",
            { Finding: HopTrace { Way: HopWay.Routed } } => "routed",
            { Finding: HopTrace { Way: HopWay.Relayed } } => "relayed",
            _ => "",
        };

    /// <summary>What was seen on the wire, without the answer that came.</summary>
    public static string Wire(ProbeRecord record) => record.Finding is WireSighting sighting ? Wire(sighting, record.To) : Answer(record);

    /// <summary>The encapsulation of a packet: "VXLAN, VNI 4097, UDP port 4789".</summary>
    public static string Carrier(WireCarrier carrier) =>
        carrier.Encapsulation switch
        {
            WireEncapsulation.Vxlan => $"VXLAN, VNI {carrier.Vni}, UDP port {carrier.Port}",
            WireEncapsulation.FlannelUdp => $"Flannel's UDP, port {carrier.Port}",
            WireEncapsulation.Sleeve => $"Weave's sleeve, UDP port {carrier.Port}",
            WireEncapsulation.WireGuard => $"WireGuard, UDP port {carrier.Port}",
            WireEncapsulation.Esp => "ESP",
            WireEncapsulation.IPInIP => "IP in IP",
            _ => "a plain IP packet, nothing around it",
        };

    /// <summary>What a name server answered, without the server's name: "10.0.1.5", "NotExistentDomain".</summary>
    public static string Said(ProbeRecord record) =>
        record.Finding is NameAnswer { ResponseCode: not null } name ? Content(name) : Answer(record);

    private static bool IsWatchedOnWire(ProbeRecord record) =>
        record.Check is ProbeCheck.NetworkModel or ProbeCheck.EncryptionChannel or ProbeCheck.SeparateVnic;

    private static string First(ProbeRecord record) =>
        record.Packets is [var packet, ..] ? ReplyWording.ReplyOrNothing(packet, record.Waited) : ProbeWording.NothingWithin(record.Waited);

    private static string Named(ProbeRecord record, NameAnswer name) =>
        record.Outcome switch
        {
            ProbeOutcome.Refused => $"no server there: {name.Trouble}",
            ProbeOutcome.Failed when name.ResponseCode is { } code =>
                $"the server failed ({ResponseName(code)}), which shows nothing of the name, from {name.Server}",
            ProbeOutcome.Failed => $"no answer that can be read: {name.Trouble}",
            ProbeOutcome.Silent => ProbeWording.NothingWithin(record.Waited),
            _ => $"{Content(name)} from {name.Server}",
        };

    private static string Content(NameAnswer name) =>
        name.Found.Count > 0 ? string.Join(", ", name.Found.Take(MostNames)) : ResponseName(name.ResponseCode ?? 0);

    private static string ResponseName(int code) =>
        code switch
        {
            0 => "no such record",
            1 => "FormatError",
            2 => "ServerFailure",
            3 => "no such name",
            4 => "NotImplemented",
            5 => "Refused",
            _ => $"response code {code}",
        };

    private static string Wire(WireSighting sighting, ProbePeer? to)
    {
        if (sighting.Carrier is not { } carrier)
        {
            return Unrecognised(sighting, $"{string.Join(", ", sighting.Watched)}{(to?.Host is { } host ? $" to {host}" : "")}");
        }

        var ends = $"{carrier.Source} to {carrier.Destination}";
        return sighting.IsReadable
            ? $"the marker readable on {carrier.Link} in {Carrier(carrier)}, {ends}"
            : $"the marker not readable on {carrier.Link}; each time {Carrier(carrier)} of {carrier.Length} bytes, {ends}";
    }

    /// <summary>If other frames could have hidden the packet, all that can be said is that it wasn't recognised.</summary>
    private static string Unrecognised(WireSighting sighting, string where)
    {
        var tries = sighting.Tries > 1 ? $" in {sighting.Tries} tries" : "";
        var hiding = string.Join(", ", sighting.CouldHide.Select(Kind));
        return hiding.Length == 0
            ? $"neither the marker nor anything that could hide it on {where}{tries}"
            : $"the marker not recognised on {where}{tries}, though {hiding} that could hide it left there";
    }

    private static string Kind(WireEncapsulation encapsulation) =>
        encapsulation switch
        {
            WireEncapsulation.Sleeve => "Weave's sleeve (which merges packets)",
            WireEncapsulation.WireGuard => "WireGuard",
            WireEncapsulation.Esp => "ESP",
            _ => encapsulation.ToString(),
        };

    private static string Left(VnicUsed used) =>
        used.Link is null ? $"it left by none of {string.Join(", ", used.Watched)}" : $"it left by {used.Link}";

    private static string Crossed(ProbeRecord record, IsolationAnswer isolation)
    {
        var reached = Replies(record, isTargets: true);
        var refused = Replies(record, isTargets: false);
        var arrived = string.Join(
            ", ",
            record.Packets.Where(packet => packet.Arrived == true).Select(packet => ReplyWording.Name(packet.Protocol))
        );
        if (isolation.IsWatched && arrived.Length > 0 && reached.Length == 0)
        {
            return $"no answer, but {arrived} arrived in the container's namespace";
        }

        return isolation.IsWatched && arrived.Length == 0 && reached.Length > 0
                ? $"{reached}; but nothing arrived in the container: another host with its address answered"
            : reached.Length > 0 ? reached
            : refused.Length > 0 ? refused
            : ProbeWording.NothingWithin(record.Waited);
    }

    private static string Replies(ProbeRecord record, bool isTargets) =>
        string.Join(
            "; ",
            record
                .Packets.Where(packet => packet.Reply is { } reply && reply.IsOfTarget(record.To?.Address) == isTargets)
                .Select(packet => $"{ReplyWording.Name(packet.Protocol)}: {ReplyWording.Reply(packet.Reply!, packet.Protocol)}")
        );

    private static string Sized(ProbeRecord record, PathMtu mtu)
    {
        var answer = First(record);
        return record.Outcome != ProbeOutcome.Reached ? answer
            : mtu.TooLarge is { } size
                ? $"{answer}; one of {size} bytes doesn't cross{Otherwise(mtu)}, though the vNIC's MTU is {mtu.LinkMtu}"
            : mtu.Crosses == mtu.LinkMtu ? $"{answer}: the whole MTU of the vNIC crosses"
            : answer;
    }

    /// <summary>What happens to a packet that is too long: why it isn't lost.</summary>
    private static string Otherwise(PathMtu mtu) =>
        (mtu.IsTold, mtu.CrossesInFragments) switch
        {
            (true, true) => " whole, which an ICMP message tells its sender, and in fragments it does",
            (true, _) => ", which an ICMP message tells its sender",
            (_, true) => " whole, and in fragments it does",
            _ => "",
        };

    private static string Protocol(ProbeRecord record)
    {
        if (record.Packets is not [var packet, ..])
        {
            return ProbeWording.NothingWithin(record.Waited);
        }

        if (record.To is { IsRemote: true } && IsToMany(packet.Protocol))
        {
            return packet.Left switch
            {
                true => "it left this host for the other one",
                false => "it didn't leave this host for the other one",
                null => "it may have left this host: another packet could hide it",
            };
        }

        var isGroup = packet.GroupAddress is not null;
        return packet.Reply is { } reply ? ReplyWording.Reply(reply, packet.Protocol)
            : record.Outcome == ProbeOutcome.Failed ? "nothing, and this kernel leaves it unanswered to itself too: silence shows nothing"
            : packet.Arrived == true ? $"it arrived in the other container's namespace{(isGroup ? "" : ", which left it unanswered")}"
            : isGroup ? $"it did not arrive: {ProbeWording.NothingWithin(record.Waited)}"
            : ProbeWording.NothingWithin(record.Waited);
    }

    private static bool IsToMany(ProbeProtocol protocol) =>
        protocol is ProbeProtocol.Multicast or ProbeProtocol.Broadcast or ProbeProtocol.ForeignFrame;

    private static string Way(ProbeRecord record)
    {
        var before = record.Packets.TakeWhile(packet => packet.Reply?.IsOfTarget(record.To?.Address) != true).ToList();
        List<string> routers =
        [
            .. before.Select(packet => packet.Reply is { } reply && reply.IsTimeExceeded() ? reply.From ?? "" : "one that keeps silent"),
        ];
        if (before.Count < record.Packets.Count)
        {
            var reply = record.Packets[before.Count].Reply!;
            var way =
                before.Count == 0
                    ? "the one that may go a single hop was answered by the target"
                    : $"answered after {Counted(before.Count)}: {string.Join(", ", routers)}";
            return $"{way}; {ReplyWording.Reply(reply, ProbeProtocol.Icmp)}{Back(reply.TimeToLive)}";
        }

        var last = before.FindLastIndex(packet => packet.Reply?.IsTimeExceeded() == true);
        var part = last < 0 ? "" : $"; it came as far as {string.Join(", ", routers.Take(last + 1))}";
        var refusal = before.Select(packet => packet.Reply).FirstOrDefault(reply => reply?.IsTimeExceeded() == false);
        return record.Outcome == ProbeOutcome.Reached ? $"it ended at {record.To?.Host}, which the route names{part}"
            : refusal is not null ? ReplyWording.Reply(refusal, ProbeProtocol.Icmp) + part
            : $"{ProbeWording.NothingWithin(record.Waited)} from the target{part}";
    }

    /// <summary>The start of a reply's hop count isn't known; systems begin at one of three numbers.</summary>
    private static string Back(int left)
    {
        var initial = s_initialTimesToLive.FirstOrDefault(number => number >= left);
        return initial == 0 ? ""
            : initial == left ? $", none of {initial} lost on the way back"
            : $", {initial - left} lost on the way back if it began at {initial}";
    }

    private static string Counted(int routers) => routers == 1 ? "1 router" : $"{routers} routers";
}
