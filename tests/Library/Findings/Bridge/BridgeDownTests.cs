using NetAudit.Findings;
using NetAudit.Model;
using static NetAudit.Library.Tests.Findings.Bridge.BridgeHost;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class BridgeDownTests
{
    [Fact]
    public void A_bridge_that_is_down_is_named()
    {
        var finding = Assert.Single(WithLink(Br1Link, link => link with { Up = false }).Find<BridgeDown>());

        Assert.Equal((Severity.Error, $"ip link set {Br1Link} up"), (finding.Severity, finding.Remediation));
    }
}
