using NetAudit.Model;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Probes.ProbeRecordBuilder;

namespace NetAudit.Library.Tests.Collection.VersionOne;

/// <summary>A record of each kind that a probe or a trial makes.</summary>
internal static class RecordsOfProbes
{
    public static List<ProbeRecord> All()
    {
        var far = Remote("c2", Ov1, "10.0.1.5", "10.99.0.2");
        NetworkRef webToDb = new() { Name = "web to db" };
        NetworkRef withHost = new() { Name = "net, host 10.0.0.9" };
        var way = Way(HopWay.Routed) with { To = far };
        return
        [
            Protocol(ProbeProtocol.Tcp),
            Protocol(ProbeProtocol.Sctp, ProbeOutcome.Silent),
            Protocol(ProbeProtocol.Esp, ProbeOutcome.Failed),
            Protocol(ProbeProtocol.Tcp) with
            {
                To = Remote("10.0.1.5", Ov1, "10.0.1.5", null),
            },
            Protocol(ProbeProtocol.Multicast) with
            {
                Packets =
                [
                    new()
                    {
                        Protocol = ProbeProtocol.Multicast,
                        GroupAddress = "224.0.0.1",
                        Arrived = true,
                    },
                ],
            },
            Protocol(ProbeProtocol.Broadcast, ProbeOutcome.Silent) with
            {
                Packets =
                [
                    new()
                    {
                        Protocol = ProbeProtocol.Broadcast,
                        GroupAddress = "10.0.1.255",
                        Arrived = false,
                    },
                ],
            },
            Record(ProbeCheck.ProtocolSupport, null, ProbeOutcome.Refused) with
            {
                HasNoRoute = true,
                Packets = [],
            },
            Pair("c1", Ov1, Ov1, ProbeOutcome.Reached),
            Pair("c1", Ov1, new() { Name = "ov2" }, ProbeOutcome.Silent),
            Pair("c1", webToDb, webToDb, ProbeOutcome.Reached),
            Pair("c1", withHost, withHost, ProbeOutcome.Reached),
            Pair("c1", webToDb, withHost, ProbeOutcome.Silent),
            Pair("c1", Ov1 with { Subnet = "10.0.1.0/24" }, Ov1 with { Subnet = "10.0.2.0/24" }, ProbeOutcome.Silent),
            Pair("c1", Ov1, Ov1, ProbeOutcome.Reached) with
            {
                To = far,
            },
            Name("c1", "c2", NameResult.Resolved, ProbeOutcome.Reached, "10.0.1.5"),
            Name("c1", "c2", NameResult.Unknown, ProbeOutcome.Reached),
            Name("c1", "none.invalid", NameResult.Absent, ProbeOutcome.Reached),
            Name("c1", "c2", NameResult.Untold, ProbeOutcome.Silent),
            Wire(ProbeCheck.NetworkModel, NetworkModel.Layer3, null) with
            {
                To = far,
            },
            Wire(ProbeCheck.EncryptionChannel, null, EncryptionScheme.IPsec) with
            {
                To = far,
            },
            Record(ProbeCheck.NetworkModel, new WireSighting { Watched = ["eth0", "eth1"] }, ProbeOutcome.NotSeen) with
            {
                To = far,
            },
            way with
            {
                Packets = [Hop(11, "10.0.1.1"), Hop(11, null), Hop(0, "10.0.1.5")],
            },
            way with
            {
                Finding = new HopTrace { Way = HopWay.Bridged },
                Packets = [Hop(0, "10.0.1.5"), Hop(0, "10.0.1.5")],
            },
            way with
            {
                Finding = null,
                Outcome = ProbeOutcome.Silent,
                Packets = [Hop(11, "10.0.1.1"), Hop(11, null), Hop(11, null)],
            },
            way with
            {
                From = new() { Kind = ProbePeerKind.ThisHost },
                To = new()
                {
                    Kind = ProbePeerKind.OtherHost,
                    Address = "10.99.0.2",
                    Host = "10.99.0.2",
                    IsRemote = true,
                },
                Finding = null,
            },
            Record(ProbeCheck.PathMtu, new PathMtu { Crosses = 1450, LinkMtu = 1450 }) with
            {
                Packets = [Packet(ProbeProtocol.Icmp, ProbeOutcome.Reached) with { Size = 1450 }],
            },
            Record(
                ProbeCheck.PathMtu,
                new PathMtu
                {
                    Crosses = 1402,
                    TooLarge = 1403,
                    LinkMtu = 1450,
                }
            ) with
            {
                Packets = [Packet(ProbeProtocol.Icmp, ProbeOutcome.Reached) with { Size = 1402 }],
            },
            Record(ProbeCheck.SeparateVnic, new VnicUsed { Link = "eth0" }, ProbeOutcome.Seen),
            Record(ProbeCheck.SeparateVnic, new VnicUsed { Watched = ["eth0"] }, ProbeOutcome.NotSeen) with
            {
                To = new() { Kind = ProbePeerKind.Gateway, Address = "172.18.0.1" },
            },
            Tried(
                new()
                {
                    Network = s_same,
                    Name = "netaudit-tmp-1",
                    Answer = new()
                    {
                        Kind = TrialAnswerKind.Allocated,
                        After = TimeSpan.FromMilliseconds(5),
                        Vni = "4097",
                        Gateway = "198.18.0.1",
                    },
                }
            ),
            Tried(
                new()
                {
                    Network = s_same,
                    Name = "netaudit-tmp-1",
                    Answer = new()
                    {
                        Kind = TrialAnswerKind.Refused,
                        Status = 403,
                        Message = "Pool overlaps; with: another",
                    },
                }
            ),
            Tried(
                new()
                {
                    Network = s_same with { Part = TrialPart.Host, Link = "eth0" },
                    Name = "n",
                    Answer = new() { Kind = TrialAnswerKind.Unallocated, After = TimeSpan.FromSeconds(1) },
                }
            ),
        ];
    }

    private static readonly TrialNetwork s_same = new()
    {
        Part = TrialPart.Same,
        Driver = "overlay",
        Internal = true,
        Subnet = "198.18.0.0/28",
    };

    private static ProbeRecord Tried(NetworkTried tried) =>
        Record(
            ProbeCheck.IPOverlap,
            tried,
            tried.Answer!.Kind == TrialAnswerKind.Allocated ? ProbeOutcome.Accepted : ProbeOutcome.Refused
        ) with
        {
            From = new() { Kind = ProbePeerKind.Engine, Address = "unix:///var/run/docker.sock" },
            To = null,
            Packets = [],
        };

    private static ProbePacket Hop(int type, string? from) =>
        new()
        {
            Protocol = ProbeProtocol.Icmp,
            Reply =
                from is null ? null
                : type == 0
                    ? new()
                    {
                        Kind = ProbeReplyKind.EchoReply,
                        From = from,
                        TimeToLive = 62,
                    }
                : new()
                {
                    Kind = ProbeReplyKind.IcmpError,
                    From = from,
                    IcmpType = type,
                },
        };
}
