using NetAudit.Collection;
using NetAudit.Collection.VersionOne;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using static NetAudit.Library.Tests.Probes.ProbeRecordBuilder;

namespace NetAudit.Library.Tests.Collection.VersionOne;

/// <summary>
/// Records of version 1 were the rows' own words: so what is read from a row's words gives the same row again, and the same typed facts.
/// </summary>
public sealed class ProbeSentencesTests
{
    private static readonly HostSnapshot s_host = new()
    {
        Host = "h",
        CollectedAt = DateTimeOffset.UnixEpoch,
        Origin = new RecordedOrigin("h"),
    };

    public static TheoryData<int> Records => [.. Enumerable.Range(0, All().Count)];

    [Theory]
    [MemberData(nameof(Records))]
    public void A_record_of_version_1_gives_the_row_that_it_gave(int index)
    {
        var record = All()[index];
        var row = ProbeRows.Create(s_host, record);
        var read = ProbeSentences.Read(Old(row))!;

        Assert.Equal(JsonConvert.SerializeObject(row), JsonConvert.SerializeObject(ProbeRows.Create(s_host, read)));
        Assert.Equal(record.Finding?.GetType(), read.Finding?.GetType());
        Assert.Equal(record.IsBetweenNetworks(), read.IsBetweenNetworks());
        Assert.Equal(record.To?.Host, read.To?.Host);
    }

    [Fact]
    public void Words_that_version_1_never_wrote_give_no_record()
    {
        var row = ProbeRows.Create(s_host, Protocol(ProbeProtocol.Tcp));
        string[] strange = ["", "from", "container", new('a', 5000), "container c1 (", "10.0.0.1 (c2", "engine"];

        Assert.All(strange, text => Assert.Null(ProbeSentences.Read(Old(row with { From = text }))));
        Assert.All(strange, text => Assert.Null(ProbeSentences.Read(Old(row with { To = text }))));
        Assert.Null(ProbeSentences.Read(Old(row with { Check = "Nothing" })));
        Assert.Null(ProbeSentences.Read([]));
    }

    [Fact]
    public void A_snapshot_of_version_1_is_read_with_its_probes_and_tells_of_those_it_can_not_read()
    {
        var json = JObject.Parse(SnapshotFile.Write(s_host));
        json["formatVersion"] = 1;
        json["probes"] = new JArray(
            Old(ProbeRows.Create(s_host, Protocol(ProbeProtocol.Tcp))),
            Old(ProbeRows.Create(s_host, Protocol(ProbeProtocol.Udp)) with { From = "?" })
        );
        var read = SnapshotFile.Read(json.ToString(), "old.json");

        Assert.Equal(new ProtocolAnswer { Protocol = ProbeProtocol.Tcp }, Assert.Single(read.Probes!).Finding);
        Assert.Equal("records of probes that NetAudit did not write so, and that are left out: 1", Assert.Single(read.Gaps).Reason);
    }

    private static JObject Old(OverlayProbe row)
    {
        var old = JObject.FromObject(
            row,
            JsonSerializer.Create(new() { ContractResolver = new Newtonsoft.Json.Serialization.CamelCasePropertyNamesContractResolver() })
        );
        _ = old.Remove("host");
        return old;
    }

    private static List<ProbeRecord> All()
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
