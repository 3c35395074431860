using NetAudit.Findings;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Findings.Firewall.FirewallHosts;

namespace NetAudit.Library.Tests.Findings.Firewall;

public sealed class IpipFilteredTests
{
    private static HostSnapshot Calico => RecordedHosts.Read("calico-libnetwork-v2.6/host1");

    [Fact]
    public void Ipip_is_needed_where_it_carries()
    {
        var host = Calico;
        var wrapped = host with
        {
            HostNamespace = host.HostNamespace! with
            {
                Links = [.. host.HostNamespace.Links!, SnapshotBuilder.Link("tunl0", "ipip", 99, 1440)],
                Routes = [.. host.HostNamespace.Routes!.Select(ByTunnel)],
            },
        };

        Assert.Equal("port ipip", Assert.Single(wrapped.WithFilter(Closed).Find<IpipFiltered>()).Subject.ToString());
        Assert.Empty(wrapped.WithFilter(Closed + "-A INPUT -p ipencap -j ACCEPT").Find<IpipFiltered>());
        Assert.Empty(SoundFlannel.WithFilter(Closed).Find<IpipFiltered>());
    }

    private static Route ByTunnel(Route route) => route.Protocol == "bird" ? route with { Device = "tunl0" } : route;
}
