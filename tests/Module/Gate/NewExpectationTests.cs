using NetAudit.Module.Tests.Support;
using Newtonsoft.Json.Linq;

namespace NetAudit.Module.Tests.Gate;

/// <summary>New-OverlayExpectation.</summary>
public sealed class NewExpectationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleSession _session = new();

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void New_writes_an_expectation_that_the_host_meets_and_the_schema_beside_it()
    {
        var path = Repository.Quoted(_folder.File("made.json"));
        var host = Repository.Host("weave-sleeve-encrypted/node1");

        Assert.Equal(
            _folder.File("made.json"),
            Assert.Single(_session.Run($"New-OverlayExpectation {path} -Path {host}").Rows<FileInfo>()).FullName
        );
        Assert.True(Assert.Single(_session.Run($"Test-OverlayFeature {path} -Path {host}").Rows<bool>()));
        Assert.Equal("NetAudit expectation", (string?)JObject.Parse(File.ReadAllText(_folder.File("netaudit.schema.json")))["title"]);
        Assert.StartsWith(
            "ExpectationExists",
            Assert.Single(_session.Run($"New-OverlayExpectation {path} -Path {host}").Errors).FullyQualifiedErrorId,
            StringComparison.Ordinal
        );
        Assert.Single(_session.Run($"New-OverlayExpectation {path} -Path {host} -Force").Rows<FileInfo>());
    }

    [Fact]
    public void New_says_which_faults_of_today_the_file_waives_and_which_it_does_not_judge()
    {
        var made = Repository.Quoted(_folder.File("made.json"));
        var error = _session.Run($"New-OverlayExpectation {made} -Path {Repository.Host("overlay-swarm/sw1")}");
        var warning = _session.Run($"New-OverlayExpectation {made} -Path {Repository.Host("flannel-stale/fl1")} -Force");

        Assert.Contains(
            "sw1: the file waives this fault for 30 days: NetworkNotAllocated, network dup_unalloc: Network dup_unalloc was created but "
                + "never allocated: no container can join it. The swarm says neither why nor which driver it was to have; usually another "
                + "network has its subnet. To repair: docker network rm dup_unalloc && docker network create --driver overlay --attachable "
                + "--subnet 10.213.5.0/24 dup_unalloc # if it was to be an overlay; on a manager; 10.213.5.0/24 is free on "
                + "this host: check "
                + "that it is on the others too",
            error.Warnings
        );
        Assert.Contains(
            "fl1: the file doesn't judge this fault, because it judges Errors only: AgentStopped, agent Flannel: The agent of Flannel "
                + "isn't running, but its network is still set up, with 2 container vNICs: packets to known hosts still cross, but routes "
                + "and peers are no longer updated. To repair: Start the agent again. If Flannel is gone for good, remove its traces.",
            warning.Warnings
        );
    }

    [Fact]
    public void New_writes_nothing_with_WhatIf()
    {
        _session.Run(
            $"New-OverlayExpectation {Repository.Quoted(_folder.File("made.json"))} -Path "
                + $"{Repository.Host("weave-sleeve-encrypted/node1")} -WhatIf"
        );

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }
}
