using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Findings.Bridge;

/// <summary>Whether such packets arrive was tried on engines 20.10 and 28.5.</summary>
public sealed class HairpinOffTests
{
    /// <summary>As the engine writes it without docker-proxy; with it, the rule has "! -i docker0".</summary>
    private const string WithoutProxy = "nat DOCKER -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.3:80";

    private static HostSnapshot NoProxy => PlainHost.Sound.Sysctl(SysctlNames.BridgeNfIptables, 1).Before(WithoutProxy);

    private static Container Web =>
        PlainHost.Sound.RunningContainers().Single(container => container.Endpoints.Any(one => one.IPv4Address == "172.17.0.3"));

    private static string End => PlainHost.Sound.HostEndOf(PlainHost.Sound.NamespaceOf(Web).LinkOf(Web.Endpoints[0])!)!.Name;

    [Fact]
    public void Without_docker_proxy_and_hairpin_mode_a_container_does_not_reach_its_own_port()
    {
        var finding = Assert.Single(NoProxy.Find<HairpinOff>());

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal(
            $"Container {Web.Name} doesn't reach its own published port 8080/tcp by this host's addresses: a rule rewrites its packets to "
                + $"itself, and its port of docker0, {End}, isn't in hairpin mode.",
            finding.Message
        );
        Assert.Equal($"bridge link set dev {End} hairpin on # or: docker restart {Web.Name}", finding.Remediation);
        Assert.Contains("--to-destination 172.17.0.3:80", finding.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void With_docker_proxy_or_hairpin_mode_or_without_bridged_packets_in_iptables_it_is_sound()
    {
        var proxy = PlainHost.Sound.Sysctl(SysctlNames.BridgeNfIptables, 1);

        Assert.Empty(proxy.Find<HairpinOff>());
        Assert.Empty(NoProxy.Link(End, link => link with { BridgePort = new() { Hairpin = true } }).Find<HairpinOff>());
        Assert.Empty(NoProxy.Sysctl(SysctlNames.BridgeNfIptables, 0).Find<HairpinOff>());
    }

    [Fact]
    public void What_was_not_seen_is_not_reported()
    {
        Assert.Empty(NoProxy.Link(End, link => link with { BridgePort = null }).Find<HairpinOff>());
        Assert.Empty(PlainHost.Sound.Before(WithoutProxy).Find<HairpinOff>());
    }

    [Fact]
    public void A_rule_that_leads_to_another_container_needs_no_hairpin_mode() =>
        Assert.Empty(
            PlainHost
                .Sound.Sysctl(SysctlNames.BridgeNfIptables, 1)
                .Before("nat DOCKER -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80")
                .Find<HairpinOff>()
        );
}
