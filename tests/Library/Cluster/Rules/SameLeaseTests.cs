using NetAudit.Cluster;
using NetAudit.Library.Tests.Findings;
using NetAudit.Model;
using static NetAudit.Library.Tests.Cluster.ClusterHosts;

namespace NetAudit.Library.Tests.Cluster.Rules;

public sealed class SameLeaseTests
{
    [Fact]
    public void Hosts_with_a_lease_each_give_nothing() => Assert.Empty(Find<SameLease>(Flannel(1), Flannel(2)));

    [Fact]
    public void Two_recorded_hosts_with_one_lease_are_named_and_nothing_else_is_made_of_it()
    {
        var hosts = new[] { TroubledHost.Read("33-same-lease", "fl1"), TroubledHost.Read("33-same-lease", "fl2") };

        var found = Assert.Single(Find<SameLease>(hosts));
        Assert.Equal(
            (Severity.Error, "Flannel", "host fl1 and fl2"),
            (found.Finding.Severity, found.Finding.Solution, found.Finding.Subject.ToString())
        );
        Assert.Equal(["fl1", "fl2"], found.Hosts);
        Assert.Empty(Find<OneWayPeer>(hosts));
        Assert.Empty(Find<PeerAddressWrong>(hosts));
    }
}
