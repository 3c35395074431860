using NetAudit.Collection;
using NetAudit.Collection.VersionOne;
using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;
using Newtonsoft.Json;

namespace NetAudit.Library.Tests.Collection.VersionOne;

/// <summary>Snapshots that earlier builds exported (Data/Version1). Scripts get the same from them as from the bundle itself.</summary>
public sealed class SnapshotUpgradeTests
{
    private static string Folder => Path.Combine(RecordedHosts.Folder, "..", "Library", "Data", "Version1");

    [Theory]
    [InlineData("calico-libnetwork-v2.6", "host1")]
    [InlineData("flannel-vxlan", "fl1")]
    public void A_file_of_version_1_gives_the_rows_that_its_bundle_gives(string bundle, string name)
    {
        var old = RecordedHost.Read(Path.Combine(Folder, $"{bundle}_{name}.json.gz"), TestContext.Current.CancellationToken);
        var recorded = RecordedHosts.Read($"{bundle}/{name}");

        Assert.Equal(Rows(recorded), Rows(old));
    }

    [Fact]
    public void Weave_connections_of_version_1_are_read_from_the_routers_words()
    {
        var old = RecordedHost.Read(Path.Combine(Folder, "weave-subnets_node1.json.gz"), TestContext.Current.CancellationToken);
        var recorded = RecordedHosts.Read("weave-subnets/node1");

        Assert.Equal(recorded.Weave!.Connections, old.Weave!.Connections);
        Assert.Equal(recorded.Weave.CapturesWith, old.Weave.CapturesWith);
        var (then, now) = (Compared(old), Compared(recorded));
        Assert.Equal(Words(now.Where(row => row.Aspect != "NameService")), Words(then.Where(row => row.Aspect != "NameService")));

        // Version 1 didn't keep a container's own name servers, so the servers that Docker's server forwards to aren't known.
        Assert.Contains("asked by 4 of 15 containers (k1, j", Name(then), StringComparison.Ordinal);
        Assert.Contains("asked by 5 of 15 containers (k1, j", Name(now), StringComparison.Ordinal);

        // Version 1 didn't keep peers' addresses, so the finding can't name the holder of the address. It still says that this isn't an
        // error. Neither did version 1 keep the reason why a container didn't start.
        Assert.Equal(Found(recorded).Where(finding => finding.Rule != "ContainerStartFailed"), Found(old));
    }

    [Fact]
    public void A_file_of_version_1_is_written_in_the_version_of_today()
    {
        var old = RecordedHost.Read(Path.Combine(Folder, "flannel-vxlan_fl1.json.gz"), TestContext.Current.CancellationToken);

        Assert.Equal(HostSnapshot.CurrentFormatVersion, old.FormatVersion);
        Assert.Equal(SnapshotFile.Write(old), SnapshotFile.Write(SnapshotFile.Read(SnapshotFile.Write(old), "again.json")));
    }

    [Theory]
    [InlineData("needs root", GapKind.NeedsRoot)]
    [InlineData("the namespace can't be entered: not permitted: needs root (EPERM)", GapKind.NeedsRoot)]
    [InlineData("which process listens on port 2375 can't be seen: needs root", GapKind.NeedsRoot)]
    [InlineData("RTNETLINK answers: Operation not permitted", GapKind.NeedsRoot)]
    [InlineData("Could not find file '/root/plugin.json'.", GapKind.Other)]
    [InlineData("host/links.json is not in the bundle", GapKind.NotRecorded)]
    [InlineData("the engine refused: 503 The swarm does not have a leader.", GapKind.Refused)]
    [InlineData("no answer within 2 s", GapKind.TimedOut)]
    [InlineData("iptables-save isn't installed", GapKind.NotThere)]
    public void The_reason_of_a_gap_of_version_1_tells_its_kind(string reason, GapKind kind) =>
        Assert.Equal(kind, GapReasons.KindOf(reason));

    private static IReadOnlyList<OverlayFeature> Compared(HostSnapshot host) =>
        [.. HostAudit.Compare(host, Editions.Load(Editions.Default), [], [])];

    private static string Name(IReadOnlyList<OverlayFeature> rows) => rows.Single(row => row.Aspect == "NameService").Observed;

    private static string Words(object rows) => JsonConvert.SerializeObject(rows, Formatting.Indented);

    private static IEnumerable<(string Rule, Severity Severity)> Found(HostSnapshot host) =>
        HostAudit.Findings(host).Select(finding => (finding.Rule, finding.Severity));

    /// <summary>A host's rows as JSON, without StartError, which version 1 didn't keep.</summary>
    private static string Rows(HostSnapshot host) =>
        JsonConvert.SerializeObject(
            new object[]
            {
                HostAudit.Compare(host, Editions.Load(Editions.Default), [], []),
                HostAudit.FindSolutions(host),
                HostAudit.Findings(host),
                HostAudit.Networks(host),
                HostAudit.Endpoints(host).Select(row => row with { StartError = null }),
            },
            Formatting.Indented
        );
}
