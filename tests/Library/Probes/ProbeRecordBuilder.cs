using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Probes;

/// <summary>Builds records as probes make them.</summary>
internal static class ProbeRecordBuilder
{
    private const string Marker = "4f1c030405060708";

    public static NetworkRef Ov1 { get; } = new() { Name = "ov1" };

    public static NetworkRef Ovenc { get; } = new() { Name = "ovenc" };

    /// <summary>A container on this host.</summary>
    public static ProbePeer Container(string name, NetworkRef network, string address = "10.0.1.2", string? link = "eth0") =>
        new()
        {
            Kind = ProbePeerKind.Container,
            Container = name,
            Network = network,
            Address = address,
            Link = link,
        };

    /// <summary>A container or agent on another host.</summary>
    public static ProbePeer Remote(string name, NetworkRef network, string address, string? host) =>
        new()
        {
            Kind = ProbePeerKind.Container,
            Container = name,
            Network = network,
            Address = address,
            Host = host,
            IsRemote = true,
        };

    /// <summary>A record of c1 with c2 on ov1. If c2 was reached, an echo request was answered.</summary>
    public static ProbeRecord Record(ProbeCheck check, ProbeFinding? finding, ProbeOutcome outcome = ProbeOutcome.Reached) =>
        new()
        {
            Check = check,
            Solution = "DockerOverlay",
            From = Container("c1", Ov1),
            To = Container("c2", Ov1, "10.0.1.5", null),
            Packets = [Packet(ProbeProtocol.Icmp, outcome)],
            Outcome = outcome,
            Finding = finding,
            Waited = TimeSpan.FromSeconds(1),
            Took = TimeSpan.FromMilliseconds(1),
        };

    public static ProbePacket Packet(ProbeProtocol protocol, ProbeOutcome outcome) =>
        new()
        {
            Protocol = protocol,
            Marker = Marker,
            Reply = outcome is ProbeOutcome.Silent or ProbeOutcome.Failed
                ? null
                : new()
                {
                    Kind = ProbeReplyKind.EchoReply,
                    From = "10.0.1.5",
                    TimeToLive = 64,
                },
        };

    public static ProbeRecord Protocol(ProbeProtocol protocol, ProbeOutcome outcome = ProbeOutcome.Reached) =>
        Record(ProbeCheck.ProtocolSupport, new ProtocolAnswer { Protocol = protocol }, outcome) with
        {
            Packets = [Packet(protocol, outcome)],
        };

    /// <summary>A record of a protocol between c1 and c2, which is on another host.</summary>
    public static ProbeRecord Across(ProbeProtocol protocol, ProbeOutcome outcome = ProbeOutcome.Reached) =>
        Protocol(protocol, outcome) with
        {
            To = Remote("c2", Ov1, "10.0.1.5", "10.99.0.2"),
        };

    public static ProbeRecord Pair(string from, NetworkRef own, NetworkRef other, ProbeOutcome outcome) =>
        Record(ProbeCheck.ApplicationIsolation, new IsolationAnswer { IsWatched = false }, outcome) with
        {
            From = Container(from, own),
            To = Container("c2", other, "10.0.1.5", null),
        };

    public static ProbeRecord Name(string from, string name, NameResult result, ProbeOutcome outcome, params string[] found) =>
        Record(ProbeCheck.NameService, null, outcome) with
        {
            From = Container(from, Ov1),
            To = new() { Kind = ProbePeerKind.NameServer, Address = "127.0.0.11" },
            Packets = [],
            Took = TimeSpan.FromMilliseconds(1.5),
            Finding = new NameAnswer
            {
                Type = NameRecordType.A,
                Name = name,
                Result = result,
                Found = found,
                Server = outcome == ProbeOutcome.Reached ? "127.0.0.11" : null,
                ResponseCode =
                    outcome != ProbeOutcome.Reached ? null
                    : found.Length > 0 ? 0
                    : 3,
                MustNotExist = result is NameResult.Absent or NameResult.MadeUp,
            },
        };

    public static ProbeRecord Wire(ProbeCheck check, NetworkModel? model, EncryptionScheme? scheme) =>
        Record(check, Sighting(model, scheme), ProbeOutcome.Seen);

    public static WireSighting Sighting(NetworkModel? model, EncryptionScheme? scheme) =>
        new()
        {
            Carrier = new()
            {
                Encapsulation = scheme == EncryptionScheme.IPsec ? WireEncapsulation.Esp : WireEncapsulation.Plain,
                Link = "eth0",
                Source = "10.99.0.1",
                Destination = "10.99.0.2",
                Length = 120,
            },
            Model = model,
            Scheme = scheme,
            IsReadable = scheme is null or EncryptionScheme.None,
        };

    public static ProbeRecord Way(HopWay? way, ProbeOutcome outcome = ProbeOutcome.Reached) =>
        Record(ProbeCheck.PartialConnectivity, way is { } known ? new HopTrace { Way = known } : null, outcome);
}
