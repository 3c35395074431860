using NetAudit.Cluster;
using NetAudit.Model;
using static NetAudit.Library.Tests.Cluster.ClusterHosts;

namespace NetAudit.Library.Tests.Cluster.Rules;

public sealed class EnginesDifferTests
{
    [Fact]
    public void One_version_gives_nothing() => Assert.Empty(Find<EnginesDiffer>(Swarm(1), Swarm(2)));

    [Fact]
    public void Two_versions_are_worth_knowing() =>
        Assert.Equal(Severity.Information, Assert.Single(Find<EnginesDiffer>(Swarm(1), Swarm(2, version: "29.1.3"))).Finding.Severity);

    [Fact]
    public void Engines_28_and_29_do_not_encrypt_together()
    {
        var found = Assert.Single(Find<EnginesDiffer>(Swarm(1, encrypted: true), Swarm(2, version: "29.1.3", encrypted: true))).Finding;

        Assert.Equal(Severity.Error, found.Severity);
        Assert.Equal(
            "Network ov1 carries nothing between engines 28 and 29, which encrypt differently: 28.5.2 on sw1; 29.1.3 on sw2.",
            found.Message
        );
    }
}
