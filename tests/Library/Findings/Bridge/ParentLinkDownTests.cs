using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class ParentLinkDownTests
{
    [Theory]
    [InlineData("engine28-plain/md1")]
    [InlineData("overlay-swarm/sw1")]
    public void On_a_sound_host_nothing_is_said(string name) => Assert.Empty(TroubledHost.Recorded(name).Find<ParentLinkDown>());

    [Theory]
    [InlineData(false, "is down")]
    [InlineData(null, "isn't there")]
    public void A_macvlan_whose_parent_carries_nothing_is_named(bool? up, string words)
    {
        var host = PlainHost.Lan();
        host = up is { } value
            ? host.Link("eth0", link => link with { Up = value })
            : host.Here(here => here with { Links = [.. here.Links!.Where(link => link.Name != "eth0")] });
        var finding = Assert.Single(host.Find<ParentLinkDown>());

        Assert.Equal((Severity.Error, "lan"), (finding.Severity, finding.Subject.Name));
        Assert.Equal(
            $"Network lan (macvlan) carries nothing, and cam is cut off: its parent link eth0 on the host {words}.",
            finding.Message
        );
    }
}
