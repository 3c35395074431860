using NetAudit.Rows;

namespace NetAudit.Library.Tests.Rows;

public sealed class NetworkEncryptionTests
{
    [Fact]
    public void Only_a_network_that_carries_something_between_hosts_is_encrypted_or_not()
    {
        var rows = HostAudit.Networks(RecordedHosts.Read("overlay-swarm/sw1")).ToList();

        Assert.All(rows.Where(row => row.Driver is "bridge" or "host" or "null" or ""), row => Assert.Equal("", row.Encryption));
        Assert.All(rows.Where(row => row.Driver is "overlay" or "macvlan"), row => Assert.NotEqual("", row.Encryption));
        Assert.Equal("No", Assert.Single(rows, row => row.Name == "ingress").Encryption);
    }
}
