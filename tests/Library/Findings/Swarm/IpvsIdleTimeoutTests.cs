using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Swarm;

/// <summary>IPVS's idle time-out compared with keepalive.</summary>
public sealed class IpvsIdleTimeoutTests
{
    [Fact]
    public void It_is_information_where_keepalive_begins_later()
    {
        var host = SwarmHost
            .WithBalancer(new IpvsFacts { Connections = 0 })
            .WithHost(ns => ns with { Sysctls = new Dictionary<string, long> { ["net.ipv4.tcp_keepalive_time"] = 7200 } });
        Assert.Equal(Severity.Information, Assert.Single(host.Find<IpvsIdleTimeout>()).Severity);
    }

    [Fact]
    public void Earlier_keepalive_is_sound() =>
        Assert.Empty(
            SwarmHost
                .WithBalancer(new IpvsFacts { Connections = 0 })
                .WithHost(ns => ns with { Sysctls = new Dictionary<string, long> { ["net.ipv4.tcp_keepalive_time"] = 600 } })
                .Find<IpvsIdleTimeout>()
        );
}
