using NetAudit.Rows;

namespace NetAudit.Library.Tests.Rows;

/// <summary>Containers that share a network namespace, as rows.</summary>
public sealed class SharedNamespaceTests
{
    [Fact]
    public void A_row_names_the_container_whose_namespace_it_shows()
    {
        var rows = HostAudit.Endpoints(RecordedHosts.Read("overlay-swarm/sw1")).ToList();

        var shared = rows.Where(row => row.Container == "share1").ToList();
        Assert.Equal(2, shared.Count);
        Assert.All(shared, row => Assert.Equal("c1", row.SharesNamespaceOf));
        Assert.All(rows.Except(shared), row => Assert.Null(row.SharesNamespaceOf));
    }
}
