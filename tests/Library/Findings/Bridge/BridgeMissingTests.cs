using NetAudit.Findings;
using NetAudit.Model;
using static NetAudit.Library.Tests.Findings.Bridge.BridgeHost;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class BridgeMissingTests
{
    [Fact]
    public void A_bridge_that_was_deleted_is_missed()
    {
        var finding = Assert.Single(WithLinks(links => links.Where(link => link.Name != Br1Link)).Find<BridgeMissing>());

        Assert.Equal((Severity.Error, "br1"), (finding.Severity, finding.Subject.Name));
        Assert.Contains(Member.Name, finding.Message, StringComparison.Ordinal);
        Assert.Contains(Br1Link, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rootless_engine_and_podman_keep_bridges_elsewhere()
    {
        var host = WithLinks(links => links.Where(link => link.Name != Br1Link));

        Assert.Empty((host with { Engine = host.Engine! with { SecurityOptions = ["name=rootless"] } }).Find<BridgeMissing>());
        Assert.Empty((host with { Engine = host.Engine! with { Component = "Podman Engine" } }).Find<BridgeMissing>());
    }
}
