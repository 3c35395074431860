using NetAudit.Collection;
using NetAudit.Drift;
using NetAudit.Library.Tests.Probes;
using NetAudit.Matrix;
using NetAudit.Rows;
using NetAudit.Snapshots;
using NetAudit.Solutions;
using Newtonsoft.Json;

namespace NetAudit.Library.Tests.Schemas;

/// <summary>The schemas in schemas/ match the files that NetAudit writes.</summary>
public sealed class PublishedSchemaTests
{
    private const string Accept = "NETAUDIT_ACCEPT_API";

    public static TheoryData<string> Names => PublishedSchemas.Names;

    public static TheoryData<string> Hosts => RecordedHosts.All;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_schema_is_the_one_that_its_types_give(string name)
    {
        var written = PublishedSchemas.Write(name);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            _ = Directory.CreateDirectory(PublishedSchemas.Folder);
            File.WriteAllText(PublishedSchemas.FileOf(name), written);
        }

        Assert.True(
            written == File.ReadAllText(PublishedSchemas.FileOf(name)),
            $"schemas/netaudit-{name}.schema.json is not what the types give. Run this test once with {Accept}=1, "
                + "read what git diff shows, "
                + "and commit it."
        );
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task What_is_written_of_a_recorded_host_is_valid(string name)
    {
        var host = RecordedHost.Read(RecordedHosts.PathOf(name), TestContext.Current.CancellationToken);

        await ValidAsync("snapshot", SnapshotFile.Write(host));
        await ValidAsync("features", Rows([.. HostAudit.Compare(host, Editions.Load(Editions.Default), HostAudit.Solutions, [])]));
        await ValidAsync("findings", Rows([.. HostAudit.Findings(host)]));
        await ValidAsync("solutions", Rows([.. HostAudit.FindSolutions(host)]));
        var clusters = new OverlayClusters();
        clusters.Add(HostContext.Create(host));
        await ValidAsync("clusters", Rows([.. clusters.Find()]));
        await ValidAsync("networks", Rows([.. HostAudit.Networks(host)]));
        await ValidAsync("endpoints", Rows([.. HostAudit.Endpoints(host)]));
        await ValidAsync("drift", Rows([.. SnapshotDrift.Compare(host, host with { Containers = [], Networks = null })]));
    }

    [Fact]
    public async Task What_is_written_of_probes_is_valid()
    {
        var host = RecordedHost.Read(RecordedHosts.PathOf("overlay-swarm/sw1"), TestContext.Current.CancellationToken) with
        {
            Probes =
            [
                ProbeRecordBuilder.Record(ProbeCheck.ProtocolSupport, null),
                ProbeRecordBuilder.Protocol(ProbeProtocol.Icmp),
                ProbeRecordBuilder.Across(ProbeProtocol.Icmp, ProbeOutcome.Silent),
            ],
        };

        await ValidAsync("snapshot", SnapshotFile.Write(host));
        await ValidAsync("probes", Rows([.. HostAudit.Probes(host)]));
    }

    [Theory]
    [InlineData("features", """[{ "Host": "node1" }]""")]
    [InlineData("findings", """{ "Host": "node1" }""")]
    [InlineData("snapshot", """{ "formatVersion": 2 }""")]
    public async Task What_lacks_something_is_not_valid(string name, string json) =>
        Assert.NotEmpty((await PublishedSchemas.ReadAsync(name)).Validate(json));

    private static string Rows(object[] rows) => JsonConvert.SerializeObject(rows);

    private static async Task ValidAsync(string name, string json) =>
        Assert.Empty((await PublishedSchemas.ReadAsync(name)).Validate(json).Take(3).Select(error => $"{name}: {error}"));
}
