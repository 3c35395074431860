using NetAudit.Collection;
using NetAudit.Model;
using NetAudit.Snapshots;
using Newtonsoft.Json.Linq;

namespace NetAudit.Library.Tests.Collection;

public sealed class SnapshotFileTests
{
    private static readonly HostSnapshot Host = new()
    {
        Host = "h1",
        CollectedAt = new DateTimeOffset(2026, 11, 23, 3, 0, 0, 500, TimeSpan.FromHours(2)),
        Origin = new RecordedOrigin("test"),
        Networks = [],
        Containers =
        [
            new Container
            {
                Id = "c",
                Name = "2026-11-23T01:00:00Z",
                Labels = new Dictionary<string, string> { ["Com.Upper"] = "2026-01-01T00:00:00", ["$type"] = "System.Object" },
                Endpoints = [new ContainerEndpoint { NetworkName = "n", IPv4Address = "10.0.0.1" }],
            },
        ],
        HostNamespace = new NetworkNamespace
        {
            Firewall = new Firewall
            {
                Chains =
                [
                    new FirewallChain
                    {
                        Tool = FirewallTool.IptablesLegacy,
                        Table = "nat",
                        Name = "X",
                    },
                ],
            },
        },
        EngineNamespaces = new Dictionary<string, NetworkNamespace> { ["1-Abc"] = new() },
    };

    [Theory]
    [InlineData("99999999999999999999")]
    [InlineData("2147483648")]
    public void A_number_that_no_member_can_hold_is_a_damaged_snapshot(string number)
    {
        var json = SnapshotFile.Write(
            Host with
            {
                HostNamespace = new()
                {
                    Links =
                    [
                        new()
                        {
                            Index = 1,
                            Name = "a",
                            Mtu = 1500,
                        },
                    ],
                },
            }
        );
        json = json.Replace("\"mtu\": 1500", $"\"mtu\": {number}");

        var problem = Assert.Throws<NetAuditException>(() => SnapshotFile.Read(json, "x.json"));

        Assert.Equal(NetAuditError.SnapshotInvalid, problem.Error);
        Assert.Equal(
            "The snapshot 'x.json' is damaged: 'hostNamespace.links[0].mtu' in line 39 has a number that is too large.",
            problem.Message
        );
    }

    [Fact]
    public void A_snapshot_of_values_without_content_is_refused_before_it_is_read_whole()
    {
        var json =
            """{"format":"netaudit-snapshot","formatVersion":2,"source":"x","x":["""
            + string.Concat(Enumerable.Repeat("{},", 400_000))
            + "{}]}";

        var problem = Assert.Throws<NetAuditException>(() => SnapshotFile.Read(json, "x.json"));

        Assert.Equal(NetAuditError.SnapshotInvalid, problem.Error);
        Assert.Equal("The snapshot 'x.json' is damaged: 'x[200058]' in line 1 has too many values for its length.", problem.Message);
    }

    [Fact]
    public void A_file_begins_with_its_format_and_is_plain_to_read()
    {
        var json = SnapshotFile.Write(Host);

        Assert.StartsWith(
            "{\n  \"format\": \"netaudit-snapshot\",\n  \"formatVersion\": 2,\n  \"host\": \"h1\",\n  \"collectedAt\": "
                + "\"2026-11-23T01:00:00.5Z\",",
            json.ReplaceLineEndings("\n"),
            StringComparison.Ordinal
        );
        Assert.Contains("\"tool\": \"IptablesLegacy\"", json, StringComparison.Ordinal);
        Assert.Contains("\"ipv4Address\": \"10.0.0.1\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("null", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_stays_null_and_empty_stays_empty()
    {
        var read = SnapshotFile.Read(SnapshotFile.Write(Host), "x.json");

        Assert.Equal(Host.CollectedAt, read.CollectedAt);
        Assert.Empty(read.Networks!);
        Assert.Null(read.Processes);
        Assert.Null(read.HostNamespace!.Links);
        Assert.Equal(new NetworkNamespace(), read.EngineNamespaces["1-Abc"]);
        Assert.Equal("2026-11-23T01:00:00Z", read.Containers![0].Name);
        Assert.Equal(Host.Containers![0].Labels, read.Containers[0].Labels);
    }

    [Fact]
    public void A_newer_file_is_refused_by_name()
    {
        var json = JObject.Parse(SnapshotFile.Write(Host));
        json["formatVersion"] = 3;
        json["host"] = new JObject();

        var problem = Assert.Throws<NetAuditException>(() => SnapshotFile.Read(json.ToString(), "x.json"));

        Assert.Equal(NetAuditError.SnapshotTooNew, problem.Error);
        Assert.Equal("The snapshot 'x.json' has format version 3; this NetAudit reads up to 2.", problem.Message);
        Assert.Equal("Update NetAudit, or export the snapshot with this version.", problem.Recommendation);
    }

    /// <summary>
    /// A file of the first version, unchanged. Members that later versions add must be optional, or distinguished by the version number.
    /// </summary>
    [Fact]
    public void A_file_of_the_first_version_stays_readable()
    {
        const string First = """
            { "format": "netaudit-snapshot", "formatVersion": 1, "host": "h1",
              "collectedAt": "2026-11-23T01:00:00Z", "source": "host.tar.gz",
              "engine": { "version": "20.10.24" },
              "networks": [ { "id": "n", "name": "ov1" } ],
              "containers": [ { "id": "c", "name": "c1", "endpoints": [ { "networkName": "ov1", "ipv4Address": "10.0.1.2" } ] } ],
              "hostNamespace": {
                "links": [ { "index": 3, "name": "vx", "kind": "vxlan", "vxlan": { "vni": 4097 },
                             "addresses": [ { "address": "10.0.0.1", "prefixLength": 24 } ] } ],
                "routes": [ { "family": 4, "destination": "default" } ],
                "rules": [ { "priority": 0 } ],
                "forwarding": [ { "macAddress": "02:42:0a:00:01:05", "device": "vx" } ],
                "neighbors": [ { "address": "10.0.0.2", "device": "vx" } ],
                "listeners": [ { "protocol": "udp", "localAddress": "0.0.0.0", "localPort": 4789 } ] },
              "processes": [ { "pid": 1, "name": "dockerd" } ],
              "resolver": { "nameServers": [ "10.99.0.254" ] },
              "gaps": [ { "subject": "xfrm", "reason": "needs root" } ] }
            """;

        var host = SnapshotFile.Read(First, "first.json");

        Assert.Equal(("h1", HostSnapshot.CurrentFormatVersion), (host.Host, host.FormatVersion));
        Assert.Equal("10.0.1.2", host.Containers![0].Endpoints[0].IPv4Address);
        Assert.Equal(4097, host.HostNamespace!.Links![0].Vxlan!.Vni);
        Assert.Equal((GapKind.NeedsRoot, "xfrm", "needs root"), (host.Gaps[0].Kind, host.Gaps[0].Subject, host.Gaps[0].Reason));
        Assert.Null(host.Probes);
    }

    [Fact]
    public void What_is_read_from_a_file_is_imported_and_never_live()
    {
        var live = Host with { Origin = new LiveOrigin("unix:///var/run/docker.sock") };
        var read = SnapshotFile.Read(SnapshotFile.Write(live), "x.json");

        Assert.Equal(new ImportedOrigin("x.json", "engine unix:///var/run/docker.sock"), read.Origin);
        Assert.Equal(live.Source, read.Source);
    }

    [Fact]
    public void A_file_is_written_in_the_version_that_this_build_reads() =>
        Assert.Equal(HostSnapshot.CurrentFormatVersion, (int)JObject.Parse(SnapshotFile.Write(Host))["formatVersion"]!);

    [Fact]
    public void Members_of_a_later_build_are_passed_over()
    {
        var json = JObject.Parse(SnapshotFile.Write(Host));
        json["something"] = new JObject { ["new"] = 1 };
        json["containers"]![0]!["image"] = null;

        Assert.Equal(SnapshotFile.Write(Host), SnapshotFile.Write(SnapshotFile.Read(json.ToString(), "x.json")));
    }

    [Theory]
    [InlineData("{\"format\":\"netaudit-snapshot\",\n\"formatVersion\":1,", "line 2")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{\"format\":\"netaudit-snapshot\"}", "formatVersion")]
    [InlineData("{\"format\":\"netaudit-snapshot\",\"formatVersion\":0}", "formatVersion")]
    [InlineData("{\"format\":\"netaudit-snapshot\",\"formatVersion\":99999999999999999999}", "formatVersion")]
    [InlineData("{\"format\":\"netaudit-bundle\",\"formatVersion\":1}", "format")]
    [InlineData("{\"format\":\"netaudit-snapshot\",\"formatVersion\":1,\"host\":\"h\",\"source\":\"s\"}", "misses a value")]
    [InlineData(
        "{\"format\":\"netaudit-snapshot\",\"formatVersion\":1,\"host\":\"h\",\"source\":\"s\",\n\"collectedAt\":\"noon\"}",
        "collectedAt"
    )]
    [InlineData(
        "{\"format\":\"netaudit-snapshot\",\"formatVersion\":1,\"host\":\"h\",\"source\":\"s\",\"collectedAt\":\"2026-01-01\","
            + "\"networks\":[\nnull]}",
        "networks[0]"
    )]
    [InlineData(
        "{\"format\":\"netaudit-snapshot\",\"formatVersion\":1,\"host\":\"h\",\"source\":\"s\",\"collectedAt\":\"2026-01-01\","
            + "\"networks\":[{\"id\":\"1\",\n\"name\":{}}]}",
        "networks[0].name"
    )]
    [InlineData(
        "{\"format\":\"netaudit-snapshot\",\"formatVersion\":1,\"host\":\"h\",\"source\":\"s\",\"collectedAt\":\"2026-01-01\","
            + "\"hostNamespace\":{\"links\":[{\"index\":\"hunter2\",\"name\":\"x\"}]}}",
        "hostNamespace.links[0].index"
    )]
    [InlineData(
        "{\"format\":\"netaudit-snapshot\",\"formatVersion\":1,\"host\":\"h\",\"source\":\"s\",\"collectedAt\":\"2026-01-01\","
            + "\"hostNamespace\":{\"links\":[{\"index\":1804466451780,\"name\":\"x\"}]}}",
        "hostNamespace.links[0].index"
    )]
    [InlineData("{\"format\":\"netaudit-snapshot\",\"formatVersion\":1} {}", "not valid JSON")]
    [InlineData(
        "{\"format\":\"netaudit-snapshot\",\"formatVersion\":2,\"host\":\"h\",\"collectedAt\":\"2026-01-01\",\"source\":{\"hunter2\":1}}",
        "'source' in line 1"
    )]
    public void Damage_names_file_path_and_line(string json, string place)
    {
        var problem = Assert.Throws<NetAuditException>(() => SnapshotFile.Read(json, "x.json"));

        Assert.Equal(NetAuditError.SnapshotInvalid, problem.Error);
        Assert.Contains("x.json", problem.Message, StringComparison.Ordinal);
        Assert.Contains(place, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_without_end_is_refused() =>
        Assert.Throws<NetAuditException>(() =>
            SnapshotFile.Read("{\"format\":\"netaudit-snapshot\",\"x\":" + new string('[', 100_000), "x.json")
        );
}
