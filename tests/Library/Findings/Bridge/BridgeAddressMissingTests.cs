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
        Assert.Equal($"ip addr add {Br1.Pools![0].Gateway}/16 dev {Br1Link} # or: systemctl restart docker", finding.Remediation);
    }

    [Fact]
    public void The_command_has_the_containers_gateway_where_the_network_names_none()
    {
        var gateway = Br1.Pools![0].Gateway;
        var host = WithLink(Br1Link, link => link with { Addresses = [] });
        var networks = host.Networks!.Select(network =>
            network.Name == "br1" ? network with { Pools = [.. network.Pools!.Select(pool => pool with { Gateway = null })] } : network
        );

        var finding = Assert.Single((host with { Networks = [.. networks] }).Find<BridgeAddressMissing>());
        Assert.StartsWith($"ip addr add {gateway}/16 dev {Br1Link} #", finding.Remediation, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_address_is_not_the_gateways() =>
        Assert.Single(
            WithLink(Br1Link, link => link with { Addresses = [new LinkAddress { Address = "172.18.9.9", PrefixLength = 16 }] })
                .Find<BridgeAddressMissing>()
        );
}
