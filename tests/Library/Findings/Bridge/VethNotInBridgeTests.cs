using NetAudit.Findings;
using static NetAudit.Library.Tests.Findings.Bridge.BridgeHost;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class VethNotInBridgeTests
{
    [Theory]
    [InlineData(null, "is in no bridge")]
    [InlineData("virbr0", "is in virbr0")]
    public void A_link_that_is_not_in_its_bridge_is_named(string? master, string words)
    {
        var end = MemberLink;
        var finding = Assert.Single(WithLink(end.Name, link => link with { Master = master }).Find<VethNotInBridge>());

        Assert.Equal(
            $"Container b2 is cut off from network br1: the host's end of its link, {end.Name}, {words} and belongs in {Br1Link}.",
            finding.Message
        );
        Assert.StartsWith($"ip link set {end.Name} master {Br1Link} up", finding.Remediation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_whose_other_end_is_not_on_the_host_is_named()
    {
        var end = MemberLink;

        Assert.Single(WithLinks(links => links.Where(link => link.Name != end.Name)).Find<VethNotInBridge>());
    }
}
