using NetAudit.Benchmarks.Hosts;
using NetAudit.Rows;

namespace NetAudit.Library.Tests.Benchmarks;

/// <summary>The benchmarks' large host must be whole. Otherwise they would measure how fast nothing is done.</summary>
public sealed class LargeHostTests
{
    [Fact]
    public void It_has_what_was_asked_for_and_a_namespace_for_each_container()
    {
        var host = new LargeHost(containers: 40, networks: 4).Create();

        Assert.Equal(40, host.Containers!.Count);
        Assert.Equal(4, host.Networks!.Count);
        Assert.Equal(40, host.ContainerNamespaces.Count);
        Assert.Equal(2 + 4 + 40, host.HostNamespace!.Links!.Count);
        Assert.Equal(40, host.Containers.SelectMany(one => one.Endpoints).Select(one => one.IPv4Address).Distinct().Count());
    }

    [Fact]
    public void Nothing_is_wrong_with_it() =>
        Assert.Empty(HostAudit.Findings(new LargeHost(containers: 40, networks: 4).Create()).Select(finding => finding.Message));
}
