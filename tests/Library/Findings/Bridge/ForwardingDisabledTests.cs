using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Findings.Bridge.SettingsHost;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class ForwardingDisabledTests
{
    [Fact]
    public void A_host_that_does_not_forward_cuts_its_bridges_off()
    {
        var finding = Assert.Single(With((SysctlNames.Forwarding, 0)).Find<ForwardingDisabled>());

        Assert.Equal((Severity.Error, SubjectKind.Host), (finding.Severity, finding.Subject.Kind));
        Assert.Equal(
            "Containers on network br1 reach nothing beyond this host, and published ports don't reach them: the host "
                + "doesn't forward packets (net.ipv4.ip_forward = 0).",
            finding.Message
        );
        Assert.Equal(
            "sysctl -w net.ipv4.ip_forward=1 # and remove the line that sets it to 0, or it is back after a reboot: "
                + "grep -rs forward /etc/sysctl.conf /etc/sysctl.d /usr/lib/sysctl.d",
            finding.Remediation
        );
        Assert.Empty(With((SysctlNames.Forwarding, 1)).Find<ForwardingDisabled>());
    }

    [Fact]
    public void Where_the_setting_was_not_seen_the_engines_word_counts()
    {
        var host = With();

        Assert.Single((host with { Engine = host.Engine! with { IPv4Forwarding = false } }).Find<ForwardingDisabled>());
        Assert.Empty((host with { Engine = host.Engine! with { IPv4Forwarding = true } }).Find<ForwardingDisabled>());
        Assert.Empty(host.Find<ForwardingDisabled>());
    }

    [Fact]
    public void A_host_without_containers_on_bridges_needs_no_forwarding() =>
        Assert.Empty((With((SysctlNames.Forwarding, 0)) with { Containers = [] }).Find<ForwardingDisabled>());

    [Fact]
    public void A_bridge_that_is_not_forwarded_from_is_named_alone()
    {
        var host = With((SysctlNames.Forwarding, 1), (SysctlNames.ForwardingOf("ipv4", "br-test"), 0));
        var finding = Assert.Single(host.Find<ForwardingDisabled>());

        Assert.Equal("br1", finding.Subject.Name);
        Assert.Equal(
            "sysctl -w net.ipv4.conf.br-test.forwarding=1 # and remove the line that sets it to 0, or it is back "
                + "after a reboot: grep -rs forward /etc/sysctl.conf /etc/sysctl.d /usr/lib/sysctl.d",
            finding.Remediation
        );
    }
}
