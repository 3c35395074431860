using NetAudit.Findings;
using NetAudit.Library.Tests.Findings.Flannel;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Agents;

public sealed class AgentStoppedTests
{
    private static HostSnapshot Stopped(HostSnapshot host) =>
        host with
        {
            Processes = [.. host.Processes!.Where(process => process.Name != "flanneld")],
        };

    [Fact]
    public void An_agent_that_runs_gives_nothing() => Assert.Empty(FlannelHost.Vxlan().Find<AgentStopped>());

    [Fact]
    public void Without_flanneld_VXLAN_flows_on()
    {
        var finding = Assert.Single(TroubledHost.Recorded("flannel-stale/fl1").Find<AgentStopped>());

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal(
            "The agent of Flannel isn't running, but its network is still set up, with 2 container vNICs: packets to "
                + "known hosts still cross, but routes and peers are no longer updated.",
            finding.Message
        );
    }

    [Fact]
    public void Without_flanneld_host_gw_flows_on()
    {
        var finding = Assert.Single(Stopped(TroubledHost.Recorded("flannel-hostgw/fl1")).Find<AgentStopped>());

        Assert.Equal(Severity.Warning, finding.Severity);
    }

    [Fact]
    public void Without_flanneld_the_udp_backends_path_is_gone()
    {
        var host = Stopped(FlannelHost.Udp()).Without(route => route.Device == "flannel0");
        host = host with
        {
            HostNamespace = host.HostNamespace! with { Links = [.. host.HostNamespace.Links!.Where(link => link.Name != "flannel0")] },
        };

        var finding = Assert.Single(host.Find<AgentStopped>());
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal(
            "The agent of Flannel isn't running, but its network is still set up: the agent itself carried the "
                + "packets to other hosts, so none arrive now.",
            finding.Message
        );
    }

    [Fact]
    public void Without_weaver_sleeve_carries_nothing() =>
        Assert.Equal(Severity.Error, Assert.Single(TroubledHost.Recorded("weave-stopped/node2").Find<AgentStopped>()).Severity);
}
