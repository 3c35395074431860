using NetAudit.Findings;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Findings.Bridge.BridgeHost;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class BridgeRouteMissingTests
{
    [Fact]
    public void A_bridge_without_its_route_is_named()
    {
        var host = Sound;
        var routes = host.HostRoutes().Where(route => route.Device != Br1Link).ToList();
        host = host with { HostNamespace = host.HostNamespace! with { Routes = routes } };
        var finding = Assert.Single(host.Find<BridgeRouteMissing>());

        Assert.StartsWith($"ip route add {Br1.Pools![0].Subnet} dev {Br1Link}", finding.Remediation, StringComparison.Ordinal);
    }
}
