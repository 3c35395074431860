using NetAudit.Findings;
using NetAudit.Model;
using NetAudit.Snapshots;
using static NetAudit.Library.Tests.Findings.Bridge.BridgeHost;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class BridgeAddressMissingTests
{
    [Fact]
    public void A_bridge_without_its_gateway_address_is_named_with_the_command_that_adds_it()
    {
        var finding = Assert.Single(WithLink(Br1Link, link => link with { Addresses = [] }).Find<BridgeAddressMissing>());

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.StartsWith($"ip addr add {Br1.Pools![0].Gateway}/16 dev {Br1Link}", finding.Remediation, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_address_is_not_the_gateways() =>
        Assert.Single(
            WithLink(Br1Link, link => link with { Addresses = [new LinkAddress { Address = "172.18.9.9", PrefixLength = 16 }] })
                .Find<BridgeAddressMissing>()
        );
}
