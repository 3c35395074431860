using NetAudit.Findings;
using static NetAudit.Library.Tests.Findings.Bridge.BridgeHost;

namespace NetAudit.Library.Tests.Findings.Bridge;

public sealed class VethNotInBridgeTests
{
    [Theory]
    [InlineData(null, "is a port of no bridge instead of")]
    [InlineData("virbr0", "is a port of virbr0 instead of")]
    public void A_link_that_is_not_in_its_bridge_is_named(string? master, string words)
    {
        var end = MemberLink;
        var finding = Assert.Single(WithLink(end.Name, link => link with { Master = master }).Find<VethNotInBridge>());

        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
        Assert.StartsWith($"ip link set {end.Name} master {Br1Link} up", finding.Remediation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_whose_other_end_is_not_on_the_host_is_named()
    {
        var end = MemberLink;

        Assert.Single(WithLinks(links => links.Where(link => link.Name != end.Name)).Find<VethNotInBridge>());
    }
}
