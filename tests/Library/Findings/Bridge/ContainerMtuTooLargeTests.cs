using NetAudit.Findings;
using NetAudit.Model;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class ContainerMtuTooLargeTests
{
    [Theory]
    [InlineData("1400", 2)]
    [InlineData("1500", 0)]
    [InlineData("9000", 0)]
    [InlineData("0", 0)]
    [InlineData("", 0)]
    public void A_link_larger_than_its_network_is_set_to_is_named(string option, int least)
    {
        var host = TroubledHost.Recorded("engine28-plain/md1");
        host = host with
        {
            Networks =
            [
                .. host.Networks!.Select(network =>
                    network.Name != "br1"
                        ? network
                        : network with
                        {
                            Options = new Dictionary<string, string> { ["com.docker.network.driver.mtu"] = option },
                        }
                ),
            ],
        };

        var findings = host.Find<ContainerMtuTooLarge>();

        Assert.Equal(least > 0, findings.Count >= Math.Max(least, 1));
        Assert.All(findings, finding => Assert.Equal(Severity.Warning, finding.Severity));
        Assert.All(
            findings,
            finding => Assert.Contains("has an MTU of 1500, and the network is set to 1400", finding.Message, StringComparison.Ordinal)
        );
    }
}
